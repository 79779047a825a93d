/**
 * How the driver under lite reads and writes a few types. Without the JSON ones a jsonb argument of a function
 * arrives encoded twice (SQLSTATE 22023); without the others instants come as JavaScript prints them.
 */
export const liteTypes = {
	json: { to: 114, from: [114], serialize: asJson, parse: readJson },
	jsonb: { to: 3802, from: [3802], serialize: asJson, parse: readJson },
	timestamptz: {
		to: 1184,
		from: [1184],
		serialize: asGiven,
		parse: (text: string) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'),
	},
	timestamp: {
		to: 1114,
		from: [1114],
		serialize: asGiven,
		parse: (text: string) => text.replace(' ', 'T'),
	},
};

/**
 * Lite encodes everything but text itself, so a value that looks like JSON is JSON.
 * Only a text like "123" or "[x" as a whole argument is misread; inside an object or array nothing is.
 */
function asJson(value: unknown): string {
	const encoded = typeof value === 'string' && /^([{[]|-?\d|(true|false|null)$)/.test(value);
	return encoded ? value : JSON.stringify(value);
}

function readJson(text: string): unknown {
	return JSON.parse(text);
}

function asGiven(instant: string): string {
	return instant;
}
