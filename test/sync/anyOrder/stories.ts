import fc, { type Arbitrary } from 'fast-check';

import { FAULT_KINDS, type FaultKind } from '../../../simulator/faults/fault';
import type { Action, Offered, Story } from './action';
import { edit, methods, pick, value } from './edits';
import { switchArbitrary } from './switches';

const settings = fc.record({
	pageSize: fc.constantFrom(1, 2, 3, 5, 500),
	maxCustomers: fc.constantFrom(1, 2, 4, 5_000, 5_000),
	excludeAccountingChanges: fc.constantFrom(false, false, false, true),
});

const paths = [
	'/customers',
	'/customers/contacts',
	'/export/customers/contacts',
	'/export/customers',
	'/connect/token',
];

const fault = fc.record({
	type: fc.constant('fault'),
	kind: fc.constantFrom(...(Object.keys(FAULT_KINDS) as FaultKind[])),
	count: fc.constantFrom(1, 1, 2, 6),
	after: fc.nat(4),
	path: fc.option(fc.constantFrom(...paths), { nil: undefined }),
});

const of = (type: Action['type'], fields: Record<string, Arbitrary<unknown>> = {}) =>
	fc.record({ type: fc.constant(type), ...fields });

const offered = fc.record({
	readAt: fc.boolean(),
	workflow: fc.constantFrom('same', 'other', 'other'),
}) as Arbitrary<Offered>;

type Weighted = Array<[weight: number, arbitrary: Arbitrary<unknown>]>;

const oneOfThese = (weighted: Weighted): Arbitrary<Action> =>
	fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary }))) as Arbitrary<Action>;

/** Weight by action: what the business and the workers do, more often than what goes wrong. */
const actions: Weighted = [
	[4, of('addCustomer', { name: value, methods })],
	[14, of('edit', { customer: pick, change: edit })],
	[1, of('editTogether', { customers: fc.array(pick, { minLength: 2, maxLength: 4 }), to: value })],
	[1, of('delete', { customer: pick })],
	[
		3,
		of('typeContact', {
			like: pick,
			how: fc.constantFrom('phone', 'email', 'both', 'other'),
			value,
		}),
	],
	[1, of('annotate', { contact: pick, value })],
	[1, of('setIdle')],
	[1, of('cursorBack', { minutes: fc.integer({ min: 1, max: 90 }) })],
	[1, of('enable', { on: fc.boolean() })],
	[1, of('release')],
	[2, of('poison', { customer: pick, on: fc.constantFrom(true, true, false) })],
	[2, of('settings', { settings })],
	[9, of('poll')],
	[5, of('run')],
	[4, of('copy', { handBackAfter: fc.constantFrom(0, 1, 2, 4), again: fc.boolean() })],
	[3, of('reconcile')],
	[
		9,
		of('deliver', {
			handedOut: pick,
			count: fc.constantFrom(1, 2, 3, 99, 99),
			reversed: fc.boolean(),
			finish: fc.constantFrom('whenAllArrived', 'whenAllArrived', 'whenAllArrived', 'never', 'now'),
			twice: fc.constantFrom(false, false, false, true),
		}),
	],
	[1, of('lose', { handedOut: pick, count: fc.constantFrom(1, 2, 99) })],
	[
		3,
		of('offerAgain', {
			handedOut: pick,
			from: pick,
			count: fc.constantFrom(1, 2, 99),
			how: offered,
		}),
	],
	[1, of('finishRun', { handedOut: pick })],
	[1, of('failRun', { handedOut: pick })],
	[2, of('crash', { worker: pick })],
	[7, of('pass', { minutes: fc.constantFrom(0.05, 1, 4, 11, 15, 15, 70) })],
	[5, fault],
	[
		1,
		of('rate', {
			kind: fc.constantFrom('500', '429', 'reset', '401'),
			probability: fc.constant(0.2),
		}),
	],
	[
		3,
		of('trouble', {
			kind: fc.constantFrom('away', 'lostAnswer', 'tooSlow'),
			count: fc.constantFrom(1, 1, 2, 12),
		}),
	],
	[3, of('switches', { to: switchArbitrary })],
	[2, of('calm')],
];

/** What may hold for a whole story, so that rare things meet. */
const lasting = oneOfThese([
	[4, of('switches', { to: switchArbitrary })],
	[2, of('settings', { settings })],
	[
		1,
		of('rate', {
			kind: fc.constantFrom('500', '429', 'reset', '401'),
			probability: fc.constant(0.2),
		}),
	],
]);

const clocks: Weighted = [
	[
		2,
		of('clock', {
			whose: fc.constantFrom('serviceTitan', 'database', 'n8n'),
			minutesAhead: fc.constantFrom(-10, 0, 10),
		}),
	],
];

/** @param clock  whether the backend's own clock can be set */
export const stories = (seed: number, { clock }: { clock: boolean }): Arbitrary<Story> =>
	fc.record({
		seed: fc.constant(seed),
		before: fc.array(methods, { maxLength: 3, size: 'max' }),
		setting: fc.array(lasting, { maxLength: 4, size: 'max' }),
		beats: fc.array(
			fc.record({
				action: oneOfThese(clock ? [...actions, ...clocks] : actions),
				steps: fc.constantFrom(0, 1, 2, 4, 8, 16, 40),
				order: fc.nat(),
			}),
			{ minLength: 8, maxLength: 40, size: 'max' },
		),
		quiet: fc.constantFrom('poll', 'run'),
		again: fc.option(offered, { freq: 2, nil: undefined }),
	});
