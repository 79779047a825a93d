import type { Call } from './session';

/** A credential as a person fills it in. */
export interface Credential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** Credential type → the stored credential to use for it, as nodes refer to it. */
export type CredentialLinks = Record<string, { id: string; name: string }>;

/** Stores credentials in n8n; one that is there under that name and type gets the new content and keeps its id. */
export async function storeCredentials(
	call: Call,
	credentials: Credential[],
): Promise<CredentialLinks> {
	const there = await call<Array<Credential & { id: string }>>('GET', '/credentials');
	const links: CredentialLinks = {};
	for (const { name, type, data } of credentials) {
		const known = there.find((one) => one.name === name && one.type === type);
		const { id } = await call<{ id: string }>(
			known ? 'PATCH' : 'POST',
			known ? `/credentials/${known.id}` : '/credentials',
			{ name, type, data },
		);
		links[type] = { id, name };
	}
	return links;
}
