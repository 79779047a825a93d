import { runCodeNode, syncWorkflow } from './support/codeNode';
import { Lane, noon } from './support/lane';

const alert = (event: string) => ({
	incidentId: 'i-1',
	event,
	text: `It ${event}.`,
	subject: 'ServiceTitan sync',
	blocks: [{ type: 'section' }],
});

describe('what Check Health gives', () => {
	it('is told alert by alert, and marked as told once it got through', () => {
		const lane = new Lane(noon);
		const checked = { workspaceId: '45963', alerts: [alert('opened'), alert('resolved')] };
		expect(lane.hear(0, checked)).toEqual({
			texts: ['It opened.', 'It resolved.'],
			marked: [
				{ incidentId: 'i-1', event: 'opened' },
				{ incidentId: 'i-1', event: 'resolved' },
			],
		});
	});

	it('is nothing to tell where all is well', () => {
		expect(new Lane(noon).hear(0, { alerts: [] })).toEqual({ texts: [], marked: [] });
	});

	it('counts as told by no deactivated node, which hands on what it was given', () => {
		const nodes = { 'List Alerts': [alert('opened')] };
		const now = '2026-07-01T17:00:00Z';
		expect(runCodeNode('Note Sent', [alert('opened')], { now, nodes })).toEqual([]);
	});
});

describe('a failure', () => {
	const described = (json: object): string => {
		const node = syncWorkflow.nodes.find(({ name }) => name === 'Describe Failure');
		const { assignments } = node?.parameters.assignments as {
			assignments: Array<{ value: string }>;
		};
		const expression = assignments[0]?.value.replace(/^=\{\{|\}\}$/g, '') ?? '';
		return (new Function('$json', `return ${expression.trim()}`) as (json: object) => string)(json);
	};

	it('is told with what to do and where to look', () => {
		const error = {
			message: 'Supabase cannot be reached',
			description: 'Look at its status page.',
		};
		const url = 'https://n8n.example/workflow/1/executions/2';
		expect(described({ execution: { error, url } })).toBe(
			`Supabase cannot be reached. Look at its status page. ${url}`,
		);
		expect(described({ trigger: { error } })).toBe(
			'Supabase cannot be reached. Look at its status page.',
		);
		expect(described({})).toBe('It did not say why.');
	});

	it.each([
		'The execution was cancelled manually',
		'The execution was cancelled because it timed out',
		'The execution was stopped',
	])('is put right where it is the time limit that n8n speaks of: %s', (message) => {
		expect(described({ execution: { error: { message } } })).toBe(
			'The execution was stopped by the time limit or by a person.',
		);
	});
});
