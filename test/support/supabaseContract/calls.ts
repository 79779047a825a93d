import fc from 'fast-check';

import { at } from './steps';

/** What the calls that happen in any order are made of. */

export const WORKSPACES = ['a', 'b'];

export const workspace = fc.constantFrom('a', 'a', 'a', 'b');
export const instant = fc.constantFrom(at(0), at(1), at(2), '2026-03-01T12:00:01.0000005Z');
export const perhaps = <T>(arbitrary: fc.Arbitrary<T>, freq = 3) => fc.option(arbitrary, { freq });

/** `current`: the one that is open. */
export const someRun = fc.constantFrom<'current' | number>('current', 'current', 'current', 0, 1);

export const call = (name: string, args: Record<string, fc.Arbitrary<unknown>>) =>
	fc.record(args).map((given) => ({ call: `servicetitan_${name}`, args: given }));

export const runCall = (
	name: string,
	run: fc.Arbitrary<'current' | 'new' | number>,
	args: Record<string, fc.Arbitrary<unknown>>,
) =>
	fc
		.record({ run, made: call(name, args) })
		.map(({ run: which, made }) => ({ ...made, run: which }));
