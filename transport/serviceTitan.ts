import type { z, ZodTypeAny } from 'zod';

import { failureOfServiceTitan } from '../core/failureOfServiceTitan';
import { patient, type RetryPolicy } from '../core/retry';
import type { Clock, ServiceTitan } from '../sync/ports';
import { sendWith, type Door, type N8nContext } from './http';
import { KeptCredential } from './keptCredential';
import { paceOf } from './pace';
import type { Query } from './query';
import type { Asking } from './requests';
import { secretsOf, serviceTitanAccount, type Environment } from './serviceTitan/account';
import { callWith, type CallServiceTitan } from './serviceTitan/call';
import { commandWith, type CommandServiceTitan } from './serviceTitan/command';
import { rawCallWith, type CallServiceTitanRaw } from './serviceTitan/rawCall';
import { serviceTitanLists } from './serviceTitan/lists';

const CREDENTIAL = 'serviceTitanOAuth2Api';

const DOOR: Door = {
	service: 'ServiceTitan',
	// ServiceTitan itself gives up after 100 seconds: this lets its own answer arrive.
	timeLimitMs: 105_000,
	renewsToken: true,
};

/** ServiceTitan as the runs know it, and calls of one's own. */
export interface ServiceTitanConnection extends ServiceTitan {
	tenantId: string;
	environment: Environment;
	call: CallServiceTitan;
	command: CommandServiceTitan;
	raw: CallServiceTitanRaw;
	/** @param answer  the form the answer must have; @param path  e.g. `customers/123` */
	get<Schema extends ZodTypeAny>(
		answer: Schema,
		path: string,
		query?: Query,
	): Promise<z.output<Schema>>;
	post<Schema extends ZodTypeAny>(
		answer: Schema,
		path: string,
		body: object,
	): Promise<z.output<Schema>>;
	patch<Schema extends ZodTypeAny>(
		answer: Schema,
		path: string,
		body: object,
	): Promise<z.output<Schema>>;
}

/**
 * Opens ServiceTitan with the node's credential; nothing is asked yet.
 * @param policy  how long to ride out what passes: `patient` for polls and actions, `persistent` for long runs
 * @throws CredentialIncomplete
 */
export async function connectServiceTitan(
	context: N8nContext,
	clock: Clock,
	policy: RetryPolicy = patient,
): Promise<ServiceTitanConnection> {
	const kept = new KeptCredential(context, CREDENTIAL, clock);
	const account = serviceTitanAccount(await kept.read());
	const { apiUrl, tenantId, environment } = account;
	const asking: Asking = {
		service: DOOR.service,
		send: sendWith(context, DOOR, kept),
		failureOf: failureOfServiceTitan,
		clock,
		policy,
		secrets: secretsOf(account),
		pace: paceOf(clock, `${apiUrl} ${tenantId}`),
	};
	const call = callWith(account, asking);
	return {
		...serviceTitanLists(call),
		tenantId,
		environment,
		call,
		command: commandWith(account, asking),
		raw: rawCallWith(account, asking),
		get: async (answer, path, query) => (await call({ method: 'GET', path, query, answer })).value,
		post: async (answer, path, body) => (await call({ method: 'POST', path, body, answer })).value,
		patch: async (answer, path, body) =>
			(await call({ method: 'PATCH', path, body, answer })).value,
	};
}
