import type { IHttpRequestMethods } from 'n8n-workflow';
import type { z, ZodTypeAny } from 'zod';

import type { Timed } from '../../sync/ports';
import { queryString, type Query } from '../query';
import { readAs } from '../readAs';
import { ask, type Asking } from '../requests';
import type { ServiceTitanAccount } from './account';

/** One call below `/crm/v2/tenant/{tenant}/`. */
export interface Call<Schema extends ZodTypeAny> {
	method: IHttpRequestMethods;
	/** e.g. `customers/123/notes`; what stands in it are words and numbers, so that nothing needs escaping. */
	path: string;
	query?: Query;
	body?: object;
	/** The form the answer must have. */
	answer: Schema;
}

export type CallServiceTitan = <Schema extends ZodTypeAny>(
	call: Call<Schema>,
) => Promise<Timed<z.output<Schema>>>;

/** Calls one tenant. A POST creates: it is repeated only where the first try certainly did nothing. */
export const callWith =
	({ apiUrl, tenantId }: ServiceTitanAccount, asking: Asking): CallServiceTitan =>
	async ({ method, path, query, body, answer }) => {
		const url = `${apiUrl}/crm/v2/tenant/${tenantId}/${path}${queryString(query)}`;
		const request = { method, url, ...(body ? { body } : {}) };
		const { reply, ...times } = await ask(asking, request, method !== 'POST');
		const source = { service: asking.service, name: path };
		return { value: readAs(answer, reply.body, source), ...times };
	};
