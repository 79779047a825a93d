import type { Action } from './action';
import { performInN8n } from './performInN8n';
import { performInSupabase } from './performInSupabase';
import { draftOf, edit, type Edit } from './business';
import { ACCOUNTING, imageOf, mayBeMissed, mayMiss } from './expected';
import type { Stage } from './stage';

/** Does one thing of a story. @returns what was done, in words; `undefined` where there was nothing to do it to */
export async function perform(stage: Stage, action: Action): Promise<string | undefined> {
	switch (action.type) {
		case 'addCustomer':
		case 'edit':
		case 'editTogether':
		case 'delete':
			return performAtBusiness(stage, action);
		case 'pass':
			await stage.pass(action.minutes);
			return `${action.minutes} minutes pass`;
		case 'clock':
			if (!stage.clockSteps.set(action.whose, action.minutesAhead)) return undefined;
			return `the clock of ${action.whose} is set ${action.minutesAhead} minutes ahead`;
		case 'fault':
		case 'rate':
		case 'trouble':
		case 'switches':
		case 'calm':
			return performTrouble(stage, action);
		case 'typeContact':
		case 'annotate':
		case 'setIdle':
		case 'cursorBack':
		case 'enable':
		case 'release':
		case 'poison':
			return await performInSupabase(stage, action);
		default:
			return performInN8n(stage, action);
	}
}

type AtBusiness = Extract<Action, { type: 'addCustomer' | 'edit' | 'editTogether' | 'delete' }>;

function performAtBusiness(stage: Stage, action: AtBusiness): string | undefined {
	const { simulator } = stage;
	if (action.type === 'addCustomer') {
		const { id } = simulator.addCustomer(draftOf(action.name, action.methods));
		const methods = simulator.contactsOf(id).map(({ type, value }) => `${type} ${value}`);
		return `customer ${id} is new, with ${methods.join(' and ') || 'no phone and no e-mail'}`;
	}
	if (action.type === 'editTogether') {
		const ids = [...new Set(action.customers.map((pick) => chosenCustomer(stage, pick)))];
		simulator.bulkEdit(
			ids.filter((id) => id !== undefined),
			{ address: { street: `${action.to} Main St` } },
		);
		return `customers ${ids.join()} move to ${action.to} Main St at one instant`;
	}
	const id = chosenCustomer(stage, action.customer);
	if (id === undefined) return undefined;
	if (action.type === 'edit') return `customer ${id} ${editOne(stage, id, action.change)}`;
	simulator.deleteCustomer(id);
	return `customer ${id} is deleted`;
}

function editOne(stage: Stage, id: number, change: Edit): string {
	const { simulator, circumstances } = stage;
	const missed =
		change.do === 'balance' &&
		mayMiss(simulator, id, { ...circumstances, withoutAccounting: true });
	const done = edit(simulator, id, change) ?? 'stays';
	const image = imageOf(simulator.customer(id), simulator.contactsOf(id));
	if (missed) mayBeMissed(circumstances, id, `${ACCOUNTING}${image}`);
	return done;
}

/** One of the customers that are there. */
export function chosenCustomer({ simulator }: Stage, pick: number): number | undefined {
	const customers = simulator.customers();
	return customers[pick % customers.length]?.id;
}

type Troubling = Extract<Action, { type: 'fault' | 'rate' | 'trouble' | 'switches' | 'calm' }>;

function performTrouble(stage: Stage, action: Troubling): string {
	const { faults, switches } = stage.simulator;
	switch (action.type) {
		case 'fault': {
			const { kind, count, after, path } = action;
			faults.next(count, kind, { after, path });
			return `${count} of the next requests to ${path ?? 'ServiceTitan'} will meet ${kind}, ${after} later`;
		}
		case 'rate':
			faults.rate(action.kind, action.probability);
			return `one request of ${1 / action.probability} will meet ${action.kind}`;
		case 'trouble':
			stage.supabase.trouble(action.kind, action.count);
			return `the next ${action.count} calls to Supabase will meet ${action.kind}`;
		case 'switches':
			Object.assign(switches, action.to);
			if (!switches.inactiveInBulk) stage.circumstances.inactiveHidden = true;
			return `ServiceTitan from now on: ${JSON.stringify(action.to)}`;
		case 'calm':
			faults.clear();
			stage.supabase.clear();
			return 'no further faults';
	}
}
