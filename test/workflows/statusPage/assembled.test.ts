import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Workflow } from '../../../demo/n8n/workflow';
import { statusPageCode } from '../../../workflows/statusPage/codeNode';

const file = join(__dirname, '../../../workflows/servicetitan-sync-status-page.json');
const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as Workflow;

it('the workflow holds the page as its sources make it: npm run workflows brings it up to date', () => {
	const code = nodes.find(({ name }) => name === 'Build Page')?.parameters.jsCode;
	expect(code).toBe(statusPageCode());
});
