import { z, type ZodTypeAny } from 'zod';

/** A record in a form nobody expected: what is wrong with it, in words, and all of it as ServiceTitan sent it. */
export interface Unreadable {
	reason: string;
	asSent: object;
}

export type MaybeUnreadable<T> = T & { unreadable?: Unreadable };

/** Reads the usual record, and leaves every other one to the schema. */
export type Plain<T> = (sent: unknown) => T | undefined;

/**
 * A record of a list that may be odd. An odd one keeps what `kept` can read of it, its ids at least, so that it
 * fails alone and by name; one without them fails its page, since leaving it out would lose it without a word.
 * @param plain  reads the usual record more quickly, with the same result as the schema: see plainly.ts
 */
export const orUnreadable = <Schema extends ZodTypeAny>(
	schema: Schema,
	kept: z.ZodType<z.output<Schema>, z.ZodTypeDef, unknown>,
	plain: Plain<z.output<Schema>>,
) => {
	const odd = z.unknown().transform((sent, context): MaybeUnreadable<z.output<Schema>> => {
		const usual: z.output<Schema> | undefined = plain(sent);
		if (usual !== undefined) return usual;
		const read = schema.safeParse(sent);
		if (read.success) return read.data;
		const rest = kept.safeParse(sent);
		if (rest.success) {
			return {
				...rest.data,
				unreadable: { reason: inWords(read.error.issues), asSent: { ...Object(sent) } },
			};
		}
		read.error.issues.forEach((issue) => context.addIssue(issue));
		return z.NEVER;
	});
	return Object.assign(odd, { plain });
};

/** The first issues, each with its field: "name Expected string, received number". */
export const inWords = (issues: z.ZodIssue[]): string =>
	issues
		.slice(0, 3)
		.map(({ path, message }) => `${path.join('.')} ${message}`)
		.join('; ');
