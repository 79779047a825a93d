import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import type { Failure } from '../../core/failure';
import { failureOfServiceTitan } from '../../core/failureOfServiceTitan';
import type { Step } from '../../core/sync/diagnosis/evidence';
import { exchangeOfTest, failureWithin, type Exchange } from '../exchange';
import { cleanOf } from '../cleanOf';
import { claimOf } from '../jwt';
import { sentenceFor } from '../sentenceFor';
import {
	HOSTS,
	secretsOf,
	serviceTitanAccount,
	type Environment,
	type ServiceTitanAccount,
} from '../serviceTitan/account';
import { sentenceOfSignIn, signIn } from '../serviceTitan/signIn';
import { sentence, type Sentence } from '../words/sentence';
import { lacksScope } from '../words/serviceTitan';
import { verdictOf } from './verdict';

/** What n8n's test button at the ServiceTitan credential does: fetch a token of its own, read one customer. */
export async function testServiceTitan(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	return await verdictOf(
		checkServiceTitan(data ?? {}, exchangeOfTest(this)),
		'Connected to ServiceTitan',
	);
}

/** What is wrong with the credential in words, and how far it goes. */
export interface CredentialProblem extends Sentence {
	at: Step;
}

/** @returns what is wrong with the credential; nothing where all is well */
export async function checkServiceTitan(
	credential: object,
	exchange: Exchange,
): Promise<CredentialProblem | undefined> {
	const account = serviceTitanAccount(credential);
	const signedIn = await signIn(account, exchange).then((token) => ({ token }), failed);
	if ('failure' in signedIn) return await signInProblem(signedIn.failure, account, exchange);
	const read = await readOneCustomer(account, signedIn.token, exchange);
	return read && apiProblem(cleanOf(read, secretsOf(account)), account, signedIn.token);
}

const failed = (thrown: unknown): { failure: Failure } => ({ failure: failureWithin(thrown) });

/** Keys of one environment are unknown in the other, and ServiceTitan does not say so: the other is asked. */
async function signInProblem(
	failure: Failure,
	account: ServiceTitanAccount,
	exchange: Exchange,
): Promise<CredentialProblem> {
	if (failure.kind === 'unavailable' && failure.status === undefined)
		return { ...unreachable('sign-in', account.tokenUrl, failure.detail), at: 'signInReach' };
	if (failure.kind !== 'denied') return { ...sentenceOfSignIn(failure), at: 'signInReach' };
	const { environment } = account;
	if (environment !== 'custom') {
		const other = environment === 'production' ? 'integration' : 'production';
		const known = await signIn({ ...account, ...HOSTS[other] }, exchange).catch(() => undefined);
		if (known !== undefined) return { ...wrongEnvironment(environment, other), at: 'signIn' };
	}
	return { ...sentenceOfSignIn(failure), at: 'signIn' };
}

async function readOneCustomer(
	{ apiUrl, tenantId, appKey }: ServiceTitanAccount,
	token: string,
	exchange: Exchange,
): Promise<Failure | undefined> {
	const url = `${apiUrl}/crm/v2/tenant/${tenantId}/customers?page=1&pageSize=1`;
	const headers = {
		Authorization: `Bearer ${token}`,
		'ST-App-Key': appKey,
		Accept: 'application/json',
	};
	const answer = await exchange({ method: 'GET', url, headers }, 'ServiceTitan').then(
		(reply) => ({ reply }),
		failed,
	);
	if ('failure' in answer) return answer.failure;
	const { body } = answer.reply;
	const isList = typeof body === 'object' && body !== null && 'data' in body;
	const failure = failureOfServiceTitan(answer.reply);
	return failure ?? (isList ? undefined : { kind: 'malformed', detail: 'It sent no customers' });
}

function apiProblem(
	failure: Failure,
	account: ServiceTitanAccount,
	token: string,
): CredentialProblem {
	if (failure.kind === 'denied' && lacksScope(failure.detail))
		return { ...sentenceFor(failure, 'ServiceTitan'), at: 'scope' };
	if (failure.kind === 'unavailable' && failure.status === undefined)
		return { ...unreachable('API', account.apiUrl, failure.detail), at: 'apiReach' };
	if (failure.kind === 'malformed' || isElsewhere(failure, account))
		return { ...noApi(account.apiUrl), at: 'apiReach' };
	if (REFUSALS.has(failure.kind)) return refused(claimOf(token, 'tenant'), account.tenantId);
	return { ...sentenceFor(failure, 'ServiceTitan'), at: 'apiReach' };
}

/** A 404 or a redirect at an address of one's own that is not in the words of ServiceTitan's gateway. */
const isElsewhere = ({ kind, detail }: Failure, { environment }: ServiceTitanAccount): boolean =>
	environment === 'custom' && kind === 'misdirected' && !/unable to match/i.test(detail);

/** By report ServiceTitan answers any of these for a wrong app key or tenant: only the token tells which. */
const REFUSALS = new Set<Failure['kind']>(['expired', 'denied', 'misdirected', 'missing']);

function refused(issuedFor: string | undefined, tenantId: string): CredentialProblem {
	if (issuedFor === undefined) return { ...EITHER, at: 'appKeyOrTenant' };
	if (issuedFor !== tenantId) return { ...wrongTenant(issuedFor, tenantId), at: 'tenant' };
	return { ...WRONG_APP_KEY, at: 'appKey' };
}

const EITHER = sentence(
	'ServiceTitan accepts the Client ID but refuses the App Key or the Tenant ID',
	'Check both: the App Key is on the page of your app in the developer portal, the Tenant ID under Settings > Integrations > API Application Access.',
);

const wrongTenant = (issuedFor: string, tenantId: string): Sentence =>
	sentence(
		`The Client ID belongs to tenant ${issuedFor}, not to tenant ${tenantId}`,
		`Enter ${issuedFor} as the Tenant ID, or the Client ID and Client Secret of tenant ${tenantId}.`,
	);

const WRONG_APP_KEY = sentence(
	'ServiceTitan refuses the App Key',
	'Copy the Application Key of the app that this Client ID was made for from its page in the developer portal.',
);

const names: Record<Environment, string> = {
	production: 'Production',
	integration: 'Integration',
	custom: 'Custom',
};

const wrongEnvironment = (chosen: Environment, right: Environment): Sentence =>
	sentence(
		`The Client ID and Client Secret belong to the environment ${names[right]}, not to ${names[chosen]}`,
		`Choose ${names[right]} as the Environment, or enter the Client ID and Client Secret of ${names[chosen]}.`,
	);

const unreachable = (what: string, url: string, detail: string): Sentence =>
	sentence(
		`ServiceTitan's ${what} at ${new URL(url).host} cannot be reached`,
		'Check that this n8n may reach that host (firewall, proxy, DNS) and that the address of a Custom environment is right.',
		detail,
	);

const noApi = (apiUrl: string): Sentence =>
	sentence(
		`What answers at ${new URL(apiUrl).host} is not ServiceTitan's API`,
		'Correct the API URL, or choose Production or Integration as the Environment.',
	);
