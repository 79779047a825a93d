import type { INodeParameters } from 'n8n-workflow';

import type { Panel } from '../../../support/descriptions/everyPanel';
import { asExpressions, type Reading } from './asExpressions';
import { sampleOf } from './samples';
import type { Fed } from './sampleWorkflow';
import type { Turn } from './sampleValues';
import type { World } from './world';

export const turns: Turn[] = [0, 1];

/** All that is asked of the node of a panel. */
export const sample = (panel: Panel, turn: Turn, { records, recorder }: World): INodeParameters =>
	sampleOf(panel, turn, { records, url: recorder.url });

/** A customer, as Supabase Contact Upsert wants one, and whatever is asked of the node of a panel. */
function itemFor(panel: Panel, turn: Turn, world: World): object {
	const { id } = world.records[turn].customer;
	const customer = world.simulator.customers().find((one) => one.id === id);
	return { ...customer, asked: sample(panel, turn, world) };
}

/** Everything is typed in. */
export const plainNode = (panel: Panel, turn: Turn, world: World): Fed => ({
	name: `${panel.name} #${turn}`,
	panel,
	parameters: { ...panel.parameters, ...sample(panel, turn, world) },
	items: [itemFor(panel, turn, world)],
});

/** Two nodes for each panel, one for each item. */
export const plainNodes = (panels: Panel[], world: World): Fed[] =>
	panels.flatMap((panel) => turns.map((turn) => plainNode(panel, turn, world)));

/** One node for each panel with both items: everything is an expression. */
export const nodesWith = (panels: Panel[], world: World, reading: Reading): Fed[] =>
	panels.map((panel) => {
		const placeOf = (name: string) => `$json.asked.${name}`;
		const given = asExpressions(panel, sample(panel, 0, world), { placeOf, reading });
		const items = turns.map((turn) => itemFor(panel, turn, world));
		return { name: panel.name, panel, parameters: { ...panel.parameters, ...given }, items };
	});
