import { z } from 'zod';

/**
 * Several values in one field: a list, or text with commas, as expressions and forms give them.
 * @returns each once trimmed, empty ones left out
 */
export const textsIn = (value: unknown): string[] =>
	[value]
		.flat()
		.flatMap((one) => (typeof one === 'string' ? one.split(',') : [one]))
		.filter((one) => one !== undefined && one !== null)
		.map((one) => String(one).trim())
		.filter((text) => text !== '');

/** @throws ZodError that names the field, where it holds none */
export function someTextsIn(label: string, value: unknown): string[] {
	const texts = textsIn(value);
	if (texts.length > 0) return texts;
	throw new z.ZodError([{ code: 'custom', path: [label], message: 'nothing is chosen' }]);
}
