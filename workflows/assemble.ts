import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import type { Workflow } from '../demo/n8n/workflow';
import { statusPageCode } from './statusPage/codeNode';

/** Puts the status page into its workflow: `npm run workflows`. A test sees that what is committed is current. */
async function assemble(file: string): Promise<void> {
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
	for (const { name, parameters } of workflow.nodes)
		if (name === 'Build Page') parameters.jsCode = statusPageCode();
	const style = await resolveConfig(file);
	writeFileSync(file, await format(JSON.stringify(workflow), { ...style, parser: 'json' }));
}

void assemble(join(__dirname, 'servicetitan-sync-status-page.json'));
