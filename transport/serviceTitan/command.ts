import type { IHttpRequestMethods } from 'n8n-workflow';

import type { Asking } from '../requests';
import type { ServiceTitanAccount } from './account';
import { askOrGone } from './askOrGone';
import { addressOf } from './call';

/** A call that ServiceTitan answers with its status alone; carrying it out twice is harmless. */
export interface Command {
	method: IHttpRequestMethods;
	/** Below `/crm/v2/tenant/{tenant}/`. */
	path: string;
	body?: object;
}

/** @throws RequestFailed */
export type CommandServiceTitan = (command: Command) => Promise<void>;

/** Commands for one tenant. */
export const commandWith =
	(account: ServiceTitanAccount, asking: Asking): CommandServiceTitan =>
	async ({ method, path, body }) => {
		const request = { method, url: addressOf(account, { path }), ...(body ? { body } : {}) };
		await askOrGone(asking, request, true);
	};
