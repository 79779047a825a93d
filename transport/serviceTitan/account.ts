export type Environment = 'production' | 'integration' | 'custom';

/** What the credential says, brought into form: trimmed, its addresses spelled out. */
export interface ServiceTitanAccount {
	environment: Environment;
	/** Without a slash at its end, e.g. https://api.servicetitan.io. */
	apiUrl: string;
	tokenUrl: string;
	tenantId: string;
	clientId: string;
	clientSecret: string;
	appKey: string;
}

/** A credential that cannot be used as it is filled in. The message says what is wrong, the description what to do. */
export class CredentialIncomplete extends Error {
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
		this.name = 'CredentialIncomplete';
	}
}

const TOKEN_PATH = '/connect/token';

/** Where each environment of ServiceTitan is; tokens of one are worth nothing in the other. */
export const HOSTS = {
	production: {
		apiUrl: 'https://api.servicetitan.io',
		tokenUrl: `https://auth.servicetitan.io${TOKEN_PATH}`,
	},
	integration: {
		apiUrl: 'https://api-integration.servicetitan.io',
		tokenUrl: `https://auth-integration.servicetitan.io${TOKEN_PATH}`,
	},
} as const;

/** Reads the credential as n8n hands it out. @throws CredentialIncomplete */
export function serviceTitanAccount(credential: object): ServiceTitanAccount {
	const field = (name: string): string => pasted((credential as Record<string, unknown>)[name]);
	const environment = environmentOf(field('environment'));
	return {
		environment,
		...addresses(environment, field),
		tenantId: tenantIdOf(field('tenantId')),
		clientId: filled(field('clientId'), 'Client ID'),
		clientSecret: filled(field('clientSecret'), 'Client Secret'),
		appKey: filled(field('appKey'), 'App Key'),
	};
}

/** What no message may say. */
export const secretsOf = ({ clientId, clientSecret, appKey }: ServiceTitanAccount): string[] => [
	clientSecret,
	appKey,
	`${clientId}:${clientSecret}`,
];

/** Text as people paste it: without the blanks and invisible characters around it. */
export const pasted = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number'
		? String(value).replace(/^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/g, '')
		: '';

const environmentOf = (text: string): Environment =>
	text === 'integration' || text === 'custom' ? text : 'production';

function addresses(
	environment: Environment,
	field: (name: string) => string,
): Pick<ServiceTitanAccount, 'apiUrl' | 'tokenUrl'> {
	if (environment !== 'custom') return HOSTS[environment];
	const signIn = webAddress(field('authUrl'), 'Authentication URL');
	return {
		apiUrl: webAddress(field('apiUrl'), 'API URL'),
		tokenUrl: signIn.endsWith(TOKEN_PATH) ? signIn : signIn + TOKEN_PATH,
	};
}

function webAddress(text: string, label: string): string {
	if (/^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '');
	throw new CredentialIncomplete(
		`The ${label} of the ServiceTitan credential is no web address`,
		`Enter the ${label} with https:// in front, or choose Production or Integration as the Environment.`,
	);
}

function tenantIdOf(text: string): string {
	filled(text, 'Tenant ID');
	if (/^[1-9]\d*$/.test(text)) return text;
	throw new CredentialIncomplete(
		'The Tenant ID of the ServiceTitan credential is not a number',
		'Enter the digits that ServiceTitan shows as Tenant ID under Settings > Integrations > API Application Access.',
	);
}

const WHERE: Record<string, string> = {
	'App Key': 'ServiceTitan shows it on the page of your app in its developer portal.',
};

function filled(text: string, label: string): string {
	if (text !== '') return text;
	const where =
		WHERE[label] ?? 'ServiceTitan shows it under Settings > Integrations > API Application Access.';
	throw new CredentialIncomplete(
		`The ${label} of the ServiceTitan credential is empty`,
		`Open the credential and enter the ${label}. ${where}`,
	);
}
