import type { IHttpRequestMethods } from 'n8n-workflow';
import type { z, ZodTypeAny } from 'zod';

import type { Timed } from '../../sync/ports';
import { queryString, type Query } from '../query';
import { readAs } from '../readAs';
import { ask, type Asking } from '../requests';
import type { ServiceTitanAccount } from './account';

/** One call below `/crm/v2/tenant/{tenant}/`, or below another module of the API. */
export interface Call<Schema extends ZodTypeAny> {
	method: IHttpRequestMethods;
	/** e.g. `settings/v2`; the CRM unless given. */
	module?: string;
	/** e.g. `customers/123/notes`; what stands in it are words and numbers, so that nothing needs escaping. */
	path: string;
	query?: Query;
	body?: object;
	/** The form the answer must have. */
	answer: Schema;
	/** True where carrying it out twice is harmless although it is a POST. */
	repeatable?: boolean;
}

export type CallServiceTitan = <Schema extends ZodTypeAny>(
	call: Call<Schema>,
) => Promise<Timed<z.output<Schema>>>;

/** Calls one tenant. A POST creates: it is repeated only where the first try certainly did nothing. */
export const callWith =
	(account: ServiceTitanAccount, asking: Asking): CallServiceTitan =>
	async ({ method, module, path, query, body, answer, repeatable = method !== 'POST' }) => {
		const url = addressOf(account, { module, path, query });
		const request = { method, url, ...(body ? { body } : {}) };
		const { reply, ...times } = await ask(asking, request, repeatable);
		const source = { service: asking.service, name: path };
		return { value: readAs(answer, reply.body, source), ...times };
	};

/** Where a call goes. */
export const addressOf = (
	{ apiUrl, tenantId }: ServiceTitanAccount,
	{ module = 'crm/v2', path, query }: Pick<Call<ZodTypeAny>, 'module' | 'path' | 'query'>,
): string => `${apiUrl}/${module}/tenant/${tenantId}/${path}${queryString(query)}`;
