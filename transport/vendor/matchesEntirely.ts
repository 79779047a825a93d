const expressions = new Map<string, RegExp>();

/**
 * Whether the text is what the expression says, from its beginning to its end. The build puts this in the place of
 * libphonenumber-js's own, which makes the expression anew for each number; a country has some twenty.
 */
export default function matchesEntirely(text: string | undefined, expression: string): boolean {
	let whole = expressions.get(expression);
	if (!whole) expressions.set(expression, (whole = new RegExp(`^(?:${expression})$`)));
	return whole.test(text ?? '');
}
