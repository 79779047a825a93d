import type { Letter } from '../arguments';

/** One way, measured once. What does not apply to it is absent. */
export interface Sample {
	ms: number;
	/** Calls to ServiceTitan, tokens included. */
	serviceTitanCalls?: number;
	supabaseCalls?: number;
	/** Of the n8n process, just before. */
	idleMb?: number;
	/** Its most while the way was measured. */
	peakMb?: number;
	/** The most of n8n's Code node runner, which is a process of its own. */
	runnerPeakMb?: number;
}

/** One way of doing one thing, measured several times. */
export interface Measurement {
	scenario: Letter;
	/** The thing, the same text for all ways that are compared, e.g. "30,000 customers, first time". */
	what: string;
	/** For ratios, e.g. "initial", "changes5000". */
	key: string;
	way: string;
	/** Customers it is about, for time a customer. */
	customers?: number;
	/** Whether ServiceTitan's limit of 60 calls a second was on. */
	rateLimit: boolean;
	samples: Sample[];
	note?: string;
}

/** Where measurements are gathered while they are made. */
export class Measurements {
	readonly all: Measurement[] = [];

	add({ samples, ...about }: Measurement): void {
		const known = this.all.find(({ key, way }) => key === about.key && way === about.way);
		if (known) known.samples.push(...samples);
		else this.all.push({ ...about, samples: [...samples] });
	}

	find(key: string, way: string): Measurement | undefined {
		return this.all.find((one) => one.key === key && one.way === way);
	}
}
