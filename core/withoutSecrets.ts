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
