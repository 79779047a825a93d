import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';

import type { Workflow } from '../../../demo/n8n/workflow';

type Json = Record<string, unknown>;

export const syncWorkflow = JSON.parse(
	readFileSync(join(__dirname, '../../../workflows/servicetitan-contact-sync.json'), 'utf8'),
) as Workflow;

/** What a Code node of the workflow finds around it, the items aside. */
export interface Surroundings {
	/** ISO 8601; with a time zone it is the workflow's. */
	now: string;
	options?: Partial<
		Record<'mostChangesPerRun' | 'mostMinutesWithoutRun' | 'remindAfterHours', number>
	>;
	staticData?: Json;
	/** What Hold Back Repeats gave, for the nodes behind it. */
	messages?: Json[];
}

const defaults = { mostChangesPerRun: 2000, mostMinutesWithoutRun: 60, remindAfterHours: 24 };

/** Runs one Code node of the workflow as n8n would. */
export function runCodeNode(name: string, items: Json[], surroundings: Surroundings): Json[] {
	const node = syncWorkflow.nodes.find((one) => one.name === name);
	const inScope = scopeOf(items, surroundings);
	const run = new Function(...Object.keys(inScope), String(node?.parameters.jsCode)) as (
		...values: unknown[]
	) => Array<{ json: Json }>;
	return run(...Object.values(inScope)).map(({ json }) => json);
}

const scopeOf = (
	items: Json[],
	{ now, options, staticData = {}, messages = [] }: Surroundings,
) => ({
	$input: { all: () => items.map((json) => ({ json })) },
	$: () => ({
		first: () => ({ json: { ...defaults, ...options } }),
		itemMatching: (index: number) => ({ json: messages[index] }),
	}),
	$now: DateTime.fromISO(now, { setZone: true }),
	DateTime,
	$workflow: { id: 'sync' },
	$getWorkflowStaticData: () => staticData,
});
