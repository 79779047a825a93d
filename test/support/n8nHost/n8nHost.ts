import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { ServiceTitanOAuth2Api } from '../../../credentials/ServiceTitanOAuth2Api.credentials';
import { SupabaseSyncApi } from '../../../credentials/SupabaseSyncApi.credentials';
import { sendOut, statusError, type FullResponse, type Outbound } from './outbound';

/** The request function n8n has kept for tests of credentials speaks an older dialect. */
type LegacyOptions = IHttpRequestOptions & { followRedirect?: boolean };

export const NODE: INode = {
	id: 'n1',
	name: 'ServiceTitan',
	type: 'n8n-nodes-servicetitan-sync.serviceTitan',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const types: ICredentialType[] = [new ServiceTitanOAuth2Api(), new SupabaseSyncApi()];

/** The part of n8n that keeps credentials and sends requests, step by step as n8n 2.41 does it. */
export class N8nHost {
	constructor(
		private readonly outbound: Outbound,
		/** What is stored, by the credential's type; tokens are written back here. */
		readonly credentials: Record<string, ICredentialDataDecryptedObject>,
	) {}

	/** `helpers.httpRequest` */
	readonly httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
		const response = await sendOut(this.outbound, options);
		if (!wanted(response, options)) throw statusError(response, options);
		return options.returnFullResponse ? response : response.body;
	};

	/** `helpers.httpRequestWithAuthentication` */
	readonly httpRequestWithAuthentication = async (
		name: string,
		options: IHttpRequestOptions,
		{ credentialsDecrypted: given }: IAdditionalCredentialOptions = {},
	): Promise<unknown> => {
		const credential = given?.data ?? { ...this.stored(name) };
		try {
			await this.preAuthenticate(name, credential, false);
			return await this.httpRequest(await authenticated(name, credential, options));
		} catch (thrown) {
			const status = (thrown as { response?: { status?: number } }).response?.status;
			if (status !== 401) throw new NodeApiError(NODE, thrown as never);
		}
		try {
			await this.preAuthenticate(name, credential, true);
			return await this.httpRequest(await authenticated(name, credential, options));
		} catch (thrown) {
			throw new NodeApiError(NODE, thrown as never);
		}
	};

	/** What a function that tests a credential gets. */
	readonly testFunctions = {
		helpers: {
			request: async (options: LegacyOptions) =>
				await sendOut(this.outbound, {
					...options,
					disableFollowRedirect: options.followRedirect === false,
				}),
		},
	} as unknown as ICredentialTestFunctions;

	/** What comes back is stored, and is in the credential that the request goes out with. */
	private async preAuthenticate(
		name: string,
		credential: ICredentialDataDecryptedObject,
		expired: boolean,
	): Promise<void> {
		const type = typeOf(name);
		const token = type.properties.find(({ typeOptions }) => typeOptions?.expirable)?.name;
		if (!token || !type.preAuthentication) return;
		if (!expired && credential[token] !== '' && credential[token] !== undefined) return;
		const helper = { helpers: { httpRequest: this.httpRequest } } as IHttpRequestHelper;
		const renewed = await type.preAuthentication.call(helper, { ...credential });
		Object.assign(this.stored(name), renewed);
		Object.assign(credential, renewed);
	}

	private stored(name: string): ICredentialDataDecryptedObject {
		const stored = this.credentials[name];
		if (!stored) throw new Error(`Node does not have any credentials of type "${name}" set`);
		return stored;
	}
}

async function authenticated(
	name: string,
	credential: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { authenticate } = typeOf(name);
	if (typeof authenticate === 'function') {
		return await authenticate({ ...credential }, { ...options });
	}
	const headers = Object.entries(authenticate?.properties.headers ?? {}).map(
		([header, expression]) => [header, resolved(String(expression), credential)],
	);
	return { ...options, headers: { ...options.headers, ...Object.fromEntries(headers) } };
}

const typeOf = (name: string): ICredentialType => {
	const type = types.find((known) => known.name === name);
	if (!type) throw new Error(`No such credential: ${name}`);
	return type;
};

function wanted({ statusCode }: FullResponse, { ignoreHttpStatusErrors }: IHttpRequestOptions) {
	if (statusCode < 300) return true;
	if (typeof ignoreHttpStatusErrors === 'object')
		return !ignoreHttpStatusErrors.except?.includes(statusCode);
	return ignoreHttpStatusErrors === true;
}

/** The expressions of a generic `authenticate`. */
const resolved = (expression: string, stored: ICredentialDataDecryptedObject): string =>
	expression
		.replace(/^=/, '')
		.replace(/\{\{\$credentials\.(\w+)(\.trim\(\))?\}\}/g, (_all, name: string, trim?: string) =>
			trim ? String(stored[name]).trim() : String(stored[name]),
		);
