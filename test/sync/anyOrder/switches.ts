import fc, { type Arbitrary } from 'fast-check';

import type { Switches } from '../../../simulator/switches';

const set = <Name extends keyof Switches>(name: Name, ...values: Array<Switches[Name]>) =>
	fc.record({ [name]: fc.constantFrom(...values) }) as Arbitrary<Partial<Switches>>;

/** How ServiceTitan may behave, within what the sync promises to stand: every lag is shorter than its lookback. */
export const switchArbitrary: Arbitrary<Partial<Switches>> = fc.oneof(
	set('visibilityLagMs', 5_000, 60_000, 280_000),
	set('idsLagMs', 5_000, 60_000, 280_000),
	set('editsBetweenPages', 0, 1, 2),
	set('sharedInstant', true, false),
	set('inactiveInBulk', true, false),
	// Rows in another order than asked for are told by the total: without either nobody could notice.
	fc.constantFrom({ sortKept: false, totalCount: true }, { sortKept: true, totalCount: false }),
	set('exportPermitted', true, false),
	set('exportRepeats', true, false),
	set('exportBatchSize', 1, 2, 500),
	set('ratePerSecond', 5, 60),
	set('retryAfter', 'integer', 'float', 'date', 'absent'),
	set('country', 'given', 'null', 'absent'),
	set('phoneSettings', 'given', 'null', 'absent'),
	set('memo', 'given', 'null', 'absent'),
	set('externalData', 'given', 'null', 'absent'),
);
