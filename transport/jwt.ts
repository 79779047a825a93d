/**
 * A claim of a JSON Web Token, as text. The signature is not checked: this is for telling a person what a
 * token says, never for believing it.
 * @returns `undefined` where the text is no such token or does not have the claim
 */
export function claimOf(token: string, name: string): string | undefined {
	const [, payload] = token.split('.');
	if (!payload) return undefined;
	try {
		const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
		if (typeof claims !== 'object' || claims === null) return undefined;
		const claim = (claims as Record<string, unknown>)[name];
		return typeof claim === 'string' || typeof claim === 'number' ? String(claim) : undefined;
	} catch {
		return undefined;
	}
}
