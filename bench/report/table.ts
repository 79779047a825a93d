import type { Measurement, Sample } from '../measuring/measurement';
import { spreadOf } from '../measuring/spread';

const HEADINGS = [
	'',
	'what',
	'way',
	'median s',
	'min',
	'max',
	'n',
	'ms/customer',
	'ST calls',
	'SB calls',
	'idle MB',
	'peak MB',
	'runner MB',
	'limit 60/s',
	'',
];

/** Everything that was measured, one line a way, in the order in which it was measured. */
export const tableOf = (measurements: Measurement[]): string =>
	aligned([HEADINGS, ...measurements.map(lineOf)]);

function lineOf({
	scenario,
	what,
	way,
	customers,
	rateLimit,
	samples,
	note = '',
}: Measurement): string[] {
	const time = spreadOf(samples.map(({ ms }) => ms));
	if (!time) return [];
	const most = (name: keyof Sample) => worst(samples, name);
	return [
		scenario,
		what,
		way,
		...[time.median, time.min, time.max].map(seconds),
		String(time.n),
		customers ? (time.median / customers).toPrecision(3) : '',
		middle(samples, 'serviceTitanCalls'),
		middle(samples, 'supabaseCalls'),
		middle(samples, 'idleMb'),
		most('peakMb'),
		most('runnerPeakMb'),
		rateLimit ? 'on' : 'off',
		note,
	];
}

const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 10_000 ? 3 : 1);

const valuesOf = (samples: Sample[], name: keyof Sample): number[] =>
	samples.flatMap((sample) => sample[name] ?? []);

const middle = (samples: Sample[], name: keyof Sample): string =>
	whole(spreadOf(valuesOf(samples, name))?.median);

const worst = (samples: Sample[], name: keyof Sample): string =>
	whole(spreadOf(valuesOf(samples, name))?.max);

const whole = (value: number | undefined): string =>
	value === undefined ? '' : String(Math.round(value));

/** Columns as wide as their widest cell; numbers stand to the right. */
export function aligned(lines: string[][]): string {
	const width = (column: number) => Math.max(...lines.map((line) => (line[column] ?? '').length));
	const widths = (lines[0] ?? []).map((_, column) => width(column));
	const cell = (text: string, column: number) =>
		/^[\d.,]+$/.test(text) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
	return lines.map((line) => line.map(cell).join('  ').trimEnd()).join('\n');
}
