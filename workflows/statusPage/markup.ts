/** HTML that is in order. Only `html` makes it, so nothing foreign gets into the page unescaped. */
export class Markup {
	constructor(readonly text: string) {}
}

export type Content = Markup | string | number | null | undefined | Content[];

/** A piece of HTML. Whatever is put in is escaped, unless it is such a piece itself. */
export const html = (parts: TemplateStringsArray, ...values: Content[]): Markup =>
	new Markup(
		parts.map((part, place) => part.replace(/\s*\n\s*/g, '\n') + shown(values[place])).join(''),
	);

function shown(value: Content): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Markup) return value.text;
	return Array.isArray(value) ? value.map(shown).join('') : escaped(String(value));
}

const CODES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Control characters, and letters that turn the direction of the text around them, are shown as unreadable. */
const escaped = (text: string): string =>
	text
		.replace(
			/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
			'\ufffd',
		)
		.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
		.replace(/[&<>"']/g, (letter) => CODES[letter] ?? '');
