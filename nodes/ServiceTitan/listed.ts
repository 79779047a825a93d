import { z } from 'zod';

/**
 * Several values in one field: a list, or text with commas, as expressions, forms and AI agents give them. What is
 * in a list already may hold a comma: a tag can be called "Parts, Labor".
 * @returns each trimmed, empty ones left out
 */
export const textsIn = (value: unknown): string[] =>
	[typeof value === 'string' ? partsOf(value) : value]
		.flat()
		.filter((one) => one !== undefined && one !== null)
		.map((one) => String(one).trim())
		.filter((text) => text !== '');

/** Text may be a list written as JSON. */
function partsOf(text: string): unknown[] {
	if (!text.trim().startsWith('[')) return text.split(',');
	try {
		return [JSON.parse(text)].flat();
	} catch {
		return text.split(',');
	}
}

/** @throws ZodError that names the field, where it holds none */
export function someTextsIn(label: string, value: unknown): string[] {
	const texts = textsIn(value);
	if (texts.length > 0) return texts;
	throw new z.ZodError([{ code: 'custom', path: [label], message: 'nothing is chosen' }]);
}
