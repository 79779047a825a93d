const HIDDEN = '[hidden]';

/** What a secret looks like when a service repeats it in an answer. */
const SHAPES: RegExp[] = [
	// `Bearer abc`, `Basic abc`, as in an Authorization header
	/\b(?<keep>(?:Bearer|Basic)\s+)[\w.~+/=-]{6,}/gi,
	// a JSON Web Token: ServiceTitan's tokens and Supabase's older keys
	/\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g,
	// Supabase's keys, ServiceTitan's app keys, client ids and client secrets
	/\bsb_(?:secret|publishable)_[\w-]+/gi,
	/\bsbp_[\w-]{8,}/gi,
	/\b(?:ak|cs|cid)\d?\.[\w-]{6,}/gi,
	// a password inside an address: postgres://user:password@host
	/(?<keep>\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/gi,
	// `client_secret=…`, `"apikey": "…"`, `ST-App-Key: …`
	/(?<keep>\b(?:client[_-]?secret|access[_-]?token|refresh[_-]?token|api[_-]?key|(?:st-)?app[_-]?key|secret[_-]?key|service[_-]?role[_-]?key|password)["']?\s*[:=]\s*["']?)[^\s"',;&}]{4,}/gi,
	// anything long and random: lower case, upper case and digits in one piece
	/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{32,}/g,
];

/** The text with everything that looks like a token, key or password replaced. Better one too many than one too few. */
export const withoutSecrets = (text: string): string =>
	SHAPES.reduce((clean, shape) => clean.replace(shape, replaceButKeep), text);

const replaceButKeep = (...match: unknown[]): string => {
	const groups = match.at(-1);
	const keep = typeof groups === 'object' && groups !== null && 'keep' in groups ? groups.keep : '';
	return `${typeof keep === 'string' ? keep : ''}${HIDDEN}`;
};

/** Too short to be told from any other word. */
const SHORTEST = 8;

/**
 * Hides what is known to be secret, however it is written: as it is, in a URL, in JSON, in base64, or a part of it.
 * @param secrets  as they are sent; those of fewer than 8 letters are no secrets
 */
export function hiding(secrets: string[]): (text: string) => string {
	const forms = secrets.flatMap(formsOf).filter((form) => form.length >= SHORTEST);
	// The longest first: what holds another is hidden as a whole.
	const known = [...new Set(forms)].sort((a, b) => b.length - a.length);
	return (text) => known.reduce((clean, form) => clean.replaceAll(form, HIDDEN), text);
}

function formsOf(secret: string): string[] {
	const encoded = encodeURIComponent(secret);
	// base64 knows bytes only; a secret is plain letters, and one that is not is hidden in its other forms.
	const base64 = /^[\x20-\x7e]*$/.test(secret) ? btoa(secret).replace(/=+$/, '') : secret;
	const base64url = base64.replaceAll('+', '-').replaceAll('/', '_');
	const escaped = JSON.stringify(secret).slice(1, -1);
	return [secret, encoded, escaped, base64, base64url, ...secret.split('.')];
}
