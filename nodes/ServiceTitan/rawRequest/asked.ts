import { z } from 'zod';

import { neededText, text } from '../fields';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What a person fills in, checked: nothing in it leads out of the tenant. */
export const asked = z.object({
	method: z.enum(METHODS),
	module: neededText.pipe(
		z
			.string()
			.transform((module) => module.replace(/^\/+|\/+$/g, ''))
			.pipe(
				z.string().regex(/^[\w-]+\/v\d+$/, 'is no module of the API, such as crm/v2 or jpm/v2'),
			),
	),
	path: neededText
		.transform((path) => path.replace(/^\/+|\/+$/g, ''))
		.pipe(
			z
				.string()
				.regex(
					/^[\w-]+(\/[\w-]+)*$/,
					'is no path, such as customers/41863/notes; parameters belong into Query',
				),
		),
	query: z
		.object({
			parameter: z.array(z.object({ name: neededText, value: text })).default([]),
		})
		.default({}),
	body: z.unknown().transform((body, context): object | undefined => {
		if (body === undefined || body === null || body === '') return undefined;
		const read = typeof body === 'string' ? parsed(body) : body;
		if (typeof read === 'object' && read !== null) return read;
		context.addIssue({ code: 'custom', message: 'is no JSON object or list' });
		return z.NEVER;
	}),
});

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const COUNTED = ['page', 'pagesize'];

/**
 * The query as ServiceTitan gets it.
 * @throws ZodError where a name comes twice, or where the pages are counted here and the query counts them too
 */
export function pairsOf(
	parameters: Array<{ name: string; value: string }>,
	readPages: boolean,
): Record<string, string> {
	const names = parameters.map(({ name }) => name);
	const twice = names.find((name, place) => names.indexOf(name) < place);
	if (twice !== undefined)
		throw wrongQuery(`${twice} is there twice; put several values into one, with commas`);
	const counted = names.find((name) => readPages && COUNTED.includes(name.toLowerCase()));
	if (counted !== undefined)
		throw wrongQuery(`Read Pages counts the pages itself: leave ${counted} out`);
	return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

const wrongQuery = (message: string): z.ZodError =>
	new z.ZodError([{ code: 'custom', path: ['Query'], message }]);
