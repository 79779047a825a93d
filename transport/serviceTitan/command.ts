import type { IHttpRequestMethods } from 'n8n-workflow';

import { asError } from '../../core/asError';
import { RequestFailed } from '../../core/failure';
import { ask, type Asking } from '../requests';
import type { ServiceTitanAccount } from './account';
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

/**
 * Commands for one tenant. Where the answer to a DELETE was lost and the next try finds nothing to delete, the first
 * one did it.
 */
export const commandWith =
	(account: ServiceTitanAccount, asking: Asking): CommandServiceTitan =>
	async ({ method, path, body }) => {
		let tries = 0;
		const counting: Asking = {
			...asking,
			mayBeEmpty: true,
			send: async (request) => {
				tries++;
				return await asking.send(request);
			},
		};
		const request = { method, url: addressOf(account, { path }), ...(body ? { body } : {}) };
		try {
			await ask(counting, request, true);
		} catch (thrown) {
			const isGone = thrown instanceof RequestFailed && thrown.failure.kind === 'missing';
			if (!(method === 'DELETE' && isGone && tries > 1)) throw asError(thrown);
		}
	};
