import { parseArgs } from 'node:util';

export const LETTERS = ['a', 'b', 'c', 'd', 'e'] as const;
export type Letter = (typeof LETTERS)[number];

export interface Arguments {
	/** The last line of standard output is the measurements as JSON. */
	json: boolean;
	/** How often each way is measured where that takes minutes at most. */
	repeats: number;
	only: ReadonlySet<Letter>;
	/** Customers of the simulated business in a, b and c. */
	customers: number;
	/** Sizes of the growth in d: customers of an initial sync. */
	sizes: number[];
	/** Everything that is made for the measurements; emptied first. */
	data: string;
}

export const USAGE =
	'npm run bench -- [--json] [--repeats 5] [--only a,b,d] [--customers 30000] [--sizes 1000,10000] [--data folder]';

/** @throws RangeError in words for the person who typed them */
export function readArguments(args: string[]): Arguments {
	const { values } = parseArgs({
		args,
		options: {
			json: { type: 'boolean', default: false },
			repeats: { type: 'string', default: '5' },
			only: { type: 'string', default: LETTERS.join(',') },
			customers: { type: 'string', default: '30000' },
			sizes: { type: 'string', default: '1000,10000,100000,1000000' },
			data: { type: 'string', default: '.data/bench' },
		},
	});
	return {
		json: values.json,
		repeats: whole('repeats', values.repeats),
		only: lettersOf(values.only),
		customers: whole('customers', values.customers),
		sizes: values.sizes.split(',').map((size) => whole('sizes', size)),
		data: values.data,
	};
}

function whole(name: string, text: string): number {
	if (/^[1-9]\d{0,8}$/.test(text.trim())) return Number(text);
	throw new RangeError(`--${name} takes whole numbers from 1, and "${text}" is none.\n${USAGE}`);
}

function lettersOf(text: string): Set<Letter> {
	const letters = text.split(',').map((letter) => letter.trim().toLowerCase());
	const known = letters.filter((letter): letter is Letter => LETTERS.some((one) => one === letter));
	if (known.length === letters.length) return new Set(known);
	throw new RangeError(`--only takes letters of ${LETTERS.join(', ')}, not "${text}".\n${USAGE}`);
}
