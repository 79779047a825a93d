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
	/** What other nodes gave, by their names. */
	nodes?: Record<string, Json[]>;
	staticData?: Json;
}

/** Runs one Code node of the workflow as n8n would. */
export function runCodeNode(name: string, items: Json[], surroundings: Surroundings): Json[] {
	const node = syncWorkflow.nodes.find((one) => one.name === name);
	const inScope = scopeOf(items, surroundings);
	const run = new Function(...Object.keys(inScope), String(node?.parameters.jsCode)) as (
		...values: unknown[]
	) => Array<{ json: Json }>;
	return run(...Object.values(inScope)).map(({ json }) => json);
}

const scopeOf = (items: Json[], { now, nodes = {}, staticData = {} }: Surroundings) => ({
	$input: { all: () => items.map((json) => ({ json })) },
	$: (name: string) => {
		const given = nodes[name] ?? [];
		return {
			first: () => ({ json: given[0] }),
			itemMatching: (index: number) => ({ json: given[index] ?? given[0] }),
		};
	},
	$now: DateTime.fromISO(now, { setZone: true }),
	$getWorkflowStaticData: () => staticData,
});
