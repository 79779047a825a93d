import { z } from 'zod';

/** Yes or no as expressions give it: forms, spreadsheets and AI agents know it as text. What is empty is not given. */
export const flag = z.unknown().transform((value, context): boolean | undefined => {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	if (text === '') return undefined;
	if (['true', 'yes', '1'].includes(text)) return true;
	if (['false', 'no', '0'].includes(text)) return false;
	context.addIssue({ code: 'custom', message: 'is neither true nor false' });
	return z.NEVER;
});

/** The same where it is not given. */
export const flagOr = (usual: boolean) => flag.transform((given) => given ?? usual);

const number = z.unknown().transform((value, context): number | undefined => {
	if (value === '' || value === undefined || value === null) return undefined;
	const read = typeof value === 'number' ? value : Number(String(value).trim() || NaN);
	if (Number.isFinite(read)) return read;
	context.addIssue({ code: 'custom', message: 'is no number' });
	return z.NEVER;
});

/**
 * What a field gave, read as the kind of value that its default is.
 * @param label  the field's name as people see it, or as the node has it
 * @throws ZodError that names the field, where it is none
 */
export function likeDefault<T>(label: string, value: unknown, usual: T): T {
	if (typeof usual !== 'boolean' && typeof usual !== 'number') return value as T;
	const schema = typeof usual === 'boolean' ? flag : number;
	return (z.object({ [label]: schema }).parse({ [label]: value })[label] ?? usual) as T;
}
