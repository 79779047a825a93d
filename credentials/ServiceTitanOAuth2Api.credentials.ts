import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { exchangeOfHelper } from '../transport/exchange';
import { pasted, serviceTitanAccount } from '../transport/serviceTitan/account';
import { signIn } from '../transport/serviceTitan/signIn';
import { fingerprintOf, TokenShare } from '../transport/serviceTitan/tokenShare';

const tokens = new TokenShare();

/** n8n's lint knows by name alone what is secret, and takes an app key for none. */
const masked = { password: true };

/**
 * Client credentials of one tenant. Not n8n's own OAuth2: with that n8n would not send the app key.
 * Its test is the function `testServiceTitan` of the nodes, which can tell more apart than n8n's test rules.
 */
export class ServiceTitanOAuth2Api implements ICredentialType {
	name = 'serviceTitanOAuth2Api';

	displayName = 'ServiceTitan OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/servicetitan.svg',
		dark: 'file:../icons/servicetitan.dark.svg',
	};

	documentationUrl = 'https://developer.servicetitan.io/docs/get-going-first-api-call/';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom', description: 'Addresses of your own, e.g. a simulator' },
				{ name: 'Integration', value: 'integration', description: "ServiceTitan's test system" },
				{ name: 'Production', value: 'production', description: 'The real business' },
			],
			default: 'production',
			description:
				'Client ID, client secret and tenant belong to one environment and work in no other',
		},
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://api.example.com',
			description: 'Everything before /crm/v2',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Authentication URL',
			name: 'authUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://auth.example.com',
			description: 'Where tokens are issued: with or without /connect/token',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1234567890',
			hint: 'The number ServiceTitan shows under Settings > Integrations > API Application Access',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. cid.abc…',
			hint: 'Made by connecting the app under Settings > Integrations > API Application Access',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Shown once beside the Client ID; a new one ends the old one',
		},
		{
			displayName: 'App Key',
			name: 'appKey',
			type: 'string',
			typeOptions: masked,
			required: true,
			default: '',
			hint: "The Application Key on the app's page in ServiceTitan's developer portal",
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Token Fingerprint',
			name: 'tokenFingerprint',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	/** n8n calls this when there is no token yet, and once more after a 401; it stores what comes back. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const account = serviceTitanAccount(credentials);
		const fingerprint = fingerprintOf(account);
		const accessToken = await tokens.renew({
			fingerprint,
			refused: String(credentials.accessToken ?? ''),
			now: Date.now(),
			fetch: async () => await signIn(account, exchangeOfHelper(this)),
		});
		return { accessToken, tokenFingerprint: fingerprint };
	}

	/**
	 * Puts both headers on a request. A stored token that was issued to other keys, because the credential was
	 * edited since, is left out: ServiceTitan answers 401 then, and n8n fetches one for the new keys.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const fingerprint = fingerprintOf(serviceTitanAccount(credentials));
		const token =
			credentials.tokenFingerprint === fingerprint ? credentials.accessToken : undefined;
		const headers = {
			...request.headers,
			...(token ? { Authorization: `Bearer ${String(token)}` } : {}),
			'ST-App-Key': pasted(credentials.appKey),
		};
		return { ...request, headers };
	}
}
