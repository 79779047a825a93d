import fc, { type Arbitrary } from 'fast-check';

import type { Edit, Method } from './business';

/** Chooses one of those that are there. */
export const pick = fc.nat(999);
/** Mostly one of its own, now and then one that several share. */
export const value = fc.oneof(
	{ weight: 3, arbitrary: fc.integer({ min: 10, max: 9_999 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
);

const method: Arbitrary<Method> = fc.record({
	type: fc.constantFrom('Phone', 'MobilePhone', 'Email', 'Email', 'Fax'),
	value,
});
export const methods = fc.array(method, { maxLength: 3, size: 'max' });

export const edit: Arbitrary<Edit> = fc.oneof(
	fc.record({ do: fc.constant('rename'), to: value }),
	fc.record({ do: fc.constant('move'), to: value }),
	fc.record({ do: fc.constant('note') }),
	fc.record({ do: fc.constant('balance'), to: fc.nat(500) }),
	fc.record({ do: fc.constant('tags'), to: fc.array(fc.nat(9), { maxLength: 3 }) }),
	fc.record({ do: fc.constant('deactivate') }),
	fc.record({ do: fc.constant('reactivate') }),
	fc.record({ do: fc.constant('merge'), into: pick }),
	fc.record({ do: fc.constant('addMethod'), method }),
	fc.record({ do: fc.constant('editMethod'), which: pick, value }),
	fc.record({ do: fc.constant('editMethod'), which: pick, value }),
	fc.record({ do: fc.constant('removeMethod'), which: pick }),
) as Arbitrary<Edit>;
