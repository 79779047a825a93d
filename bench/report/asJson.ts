import type { Measurements } from '../measuring/measurement';
import { spreadOf } from '../measuring/spread';
import type { machineOf } from './machine';
import { ratiosOf } from './ratios';

/** Everything as data: raw samples, their spread, the machine, the ratios. */
export const asJson = (
	measurements: Measurements,
	more: { machine: ReturnType<typeof machineOf>; days: unknown[]; seconds: number },
) => ({
	...more,
	measurements: measurements.all.map((one) => ({
		...one,
		ms: spreadOf(one.samples.map(({ ms }) => ms)),
	})),
	ratios: ratiosOf(measurements),
});
