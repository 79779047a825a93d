import { batchedWorkflow } from '../../bench/workflows/batched';
import type { Surroundings } from '../../bench/workflows/build';
import { emptyWorkflow, oursWorkflow } from '../../bench/workflows/ours';
import { code } from '../../bench/workflows/reading';
import { supabaseNodeWorkflow } from '../../bench/workflows/supabaseNode';

const surroundings: Surroundings = {
	serviceTitan: 'http://servicetitan.test/crm/v2/tenant/1',
	supabase: 'http://supabase.test',
	workspaceId: '45963',
	credentials: {},
};

const workflows = [
	emptyWorkflow('empty'),
	oursWorkflow('ours', 'runIncrementalSync', surroundings),
	supabaseNodeWorkflow('get', 'get', surroundings),
	supabaseNodeWorkflow('get-many', 'getMany', surroundings),
	batchedWorkflow('batched', surroundings),
];

interface Target {
	node: string;
}

describe.each(workflows.map((workflow) => [workflow.name, workflow] as const))(
	'%s',
	(_name, { nodes, connections, settings }) => {
		const wires = Object.entries(connections as Record<string, { main: Target[][] }>);

		it('leads from its webhook through every node', () => {
			const reached = new Set(wires.flatMap(([, { main }]) => main.flat().map(({ node }) => node)));
			expect([...reached].sort()).toEqual(
				nodes
					.map(({ name }) => name)
					.filter((name) => name !== 'Webhook')
					.sort(),
			);
		});

		it('answers when its last node has finished, and saves no success', () => {
			expect(nodes[0]?.parameters).toMatchObject({ responseMode: 'lastNode' });
			expect(settings).toMatchObject({ saveDataSuccessExecution: 'none' });
		});
	},
);

interface Item {
	json: Record<string, unknown>;
}

/** What a Code node gives for its input and for what other nodes gave. */
function runCode(file: string, input: object[], others: Record<string, object[]> = {}): Item[] {
	const items = (jsons: object[]) => ({ all: () => jsons.map((json) => ({ json })) });
	const body = new Function('$input', '$', code(file)) as (...given: unknown[]) => Item[];
	return body(items(input), (name: string) => items(others[name] ?? []));
}

describe('What the alternatives do by code', () => {
	it('asks for the contact methods of 50 customers a call', () => {
		const data = Array.from({ length: 120 }, (_, index) => ({ id: index + 1 }));
		const calls = runCode('ids.js', [{ data: data.slice(0, 70) }, { data: data.slice(70) }]);
		expect(calls.map(({ json }) => String(json.ids).split(',').length)).toEqual([50, 50, 20]);
	});

	it('joins customers of all pages with contact methods of all calls into rows', () => {
		const ann = { id: 1, name: 'Ann Lee Ray', type: 'Residential', active: true, balance: 5 };
		const acme = { id: 2, name: 'Acme Heating', type: 'Commercial', active: false };
		const [first, second] = runCode(
			'rows.js',
			[
				{ data: [{ customerId: 2, type: 'Email', value: 'Office@Acme.test' }] },
				{ data: [{ customerId: 1, type: 'MobilePhone', value: '(312) 555-0100' }] },
			],
			{ Customers: [{ data: [ann] }, { data: [acme] }] },
		);
		expect(first?.json).toMatchObject({
			crm_id: '1',
			firstname: 'Ann Lee',
			lastname: 'Ray',
			phone: '+13125550100',
			email: null,
			metadata: { custom_fields: { balance: 5, active: true } },
		});
		expect(second?.json).toMatchObject({
			firstname: null,
			lastname: 'Acme Heating',
			email: 'office@acme.test',
		});
	});

	it('leaves out whom nobody could reach, as ours does', () => {
		const customers = { Customers: [{ data: [{ id: 1, name: 'Ann Ray' }] }] };
		expect(runCode('rows.js', [{ data: [] }], customers)).toEqual([]);
	});

	it('tells rows that are there from those that are new', () => {
		const rows = { Rows: [{ crm_id: '1' }, { crm_id: '2' }] };
		const compared = runCode('compare.js', [{ crm_id: '2' }], rows);
		expect(compared.map(({ json }) => json.known)).toEqual([false, true]);
	});

	it('upserts 1,000 rows a call', () => {
		const rows = Array.from({ length: 2_300 }, (_, index) => ({ crm_id: String(index) }));
		const sizes = runCode('batches.js', rows).map(({ json }) => (json.rows as unknown[]).length);
		expect(sizes).toEqual([1_000, 1_000, 300]);
	});
});
