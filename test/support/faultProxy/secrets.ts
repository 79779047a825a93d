import { inspect } from 'node:util';

/** A secret as somebody may repeat it. */
export interface Form {
	name: string;
	text: string;
}

/** Everything by which a secret, or half of it, can be told. */
export const formsOf = (name: string, secret: string): Form[] =>
	[
		{ name, text: secret },
		{ name: `${name} in a URL`, text: encodeURIComponent(secret) },
		{ name: `${name} in base64`, text: Buffer.from(secret).toString('base64') },
		{ name: `${name} in base64url`, text: Buffer.from(secret).toString('base64url') },
		{ name: `${name} escaped`, text: JSON.stringify(secret).slice(1, -1) },
		...secret
			.split('.')
			.filter((part) => part.length >= 16)
			.map((text, number) => ({ name: `${name}, part ${number + 1}`, text })),
	].filter(({ text }, at, all) => all.findIndex((other) => other.text === text) === at);

/** As few letters of a secret as nobody writes by chance. */
const TELLING = 12;

/**
 * @returns what may be read in a text, if anything: the first stretch of a form that stands in it. Each text is gone
 * through once, however many forms there are.
 */
export function leakFinder(forms: Form[]): (text: string) => string | undefined {
	const owner = new Map<string, string>();
	for (const { name, text: secret } of forms)
		for (let at = 0; at + TELLING <= secret.length; at++) {
			const piece = secret.slice(at, at + TELLING);
			if (!owner.has(piece)) owner.set(piece, name);
		}
	return (text) => {
		for (let at = 0; at + TELLING <= text.length; at++) {
			const name = owner.get(text.slice(at, at + TELLING));
			if (name !== undefined) return `${name}: "${text.slice(Math.max(0, at - 60), at + 60)}"`;
		}
		return undefined;
	};
}

export const leakIn = (text: string, forms: Form[]): string | undefined => leakFinder(forms)(text);

/** Everything that can be read from a value: hidden fields, causes, what it says of itself and as JSON. */
export const everythingOf = (value: unknown): string =>
	[
		inspect(value, { depth: null, showHidden: true, getters: true, maxStringLength: null }),
		walked(value),
		asJson(value),
	].join('\n');

function walked(value: unknown, seen = new Set<unknown>()): string {
	if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
		return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	return Reflect.ownKeys(value)
		.map((key) => `${String(key)} ${walked(Reflect.get(value, key), seen)}`)
		.join(' ');
}

function asJson(value: unknown): string {
	try {
		return JSON.stringify(value) ?? '';
	} catch {
		return '';
	}
}

/** Listens to whatever is printed. */
export function listenToLogs(): { said: () => string } {
	const said: string[] = [];
	const noted = (...words: unknown[]): boolean => {
		said.push(words.map(everythingOf).join(' '));
		return true;
	};
	for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
		jest.spyOn(console, level).mockImplementation(noted);
	}
	for (const stream of [process.stdout, process.stderr]) {
		jest.spyOn(stream, 'write').mockImplementation(noted as never);
	}
	return { said: () => said.join('\n') };
}
