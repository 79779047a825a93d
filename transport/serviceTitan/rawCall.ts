import type { IHttpRequestMethods } from 'n8n-workflow';

import type { Query } from '../query';
import type { Asking } from '../requests';
import type { ServiceTitanAccount } from './account';
import { askOrGone } from './askOrGone';
import { addressOf } from './call';

export interface RawCall {
	method: IHttpRequestMethods;
	/** e.g. `jpm/v2`; the CRM unless given. */
	module?: string;
	path: string;
	query?: Query;
	body?: object;
}

/** Any call, whatever its answer's form. @throws RequestFailed */
export type CallServiceTitanRaw = (call: RawCall) => Promise<unknown>;

/** A POST is repeated only where the first try certainly did nothing. */
export const rawCallWith =
	(account: ServiceTitanAccount, asking: Asking): CallServiceTitanRaw =>
	async ({ method, body, ...where }) => {
		const request = { method, url: addressOf(account, where), ...(body ? { body } : {}) };
		const answer = await askOrGone(asking, request, method !== 'POST');
		return answer?.reply.body;
	};
