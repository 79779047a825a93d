/**
 * How the driver under lite reads and writes a few types. Without the JSON ones a jsonb argument of a function
 * arrives encoded twice (SQLSTATE 22023); without the others instants come as JavaScript prints them.
 */
export const liteTypes = {
	json: {
		to: 114,
		from: [114],
		serialize: asJson,
		parse: (text: string): unknown => JSON.parse(text),
	},
	jsonb: {
		to: 3802,
		from: [3802],
		serialize: asJson,
		parse: (text: string): unknown => JSON.parse(text),
	},
	timestamptz: {
		to: 1184,
		from: [1184],
		serialize: (instant: string) => instant,
		parse: (text: string) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'),
	},
	timestamp: {
		to: 1114,
		from: [1114],
		serialize: (instant: string) => instant,
		parse: (text: string) => text.replace(' ', 'T'),
	},
};

/** Lite hands over values it has encoded already. */
function asJson(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
