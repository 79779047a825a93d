import { AgentScene } from './support/agentScene';
import { telephoneTools } from './support/agentTools';
import type { ToolOffered } from './support/scriptedModel';

let scene: AgentScene;

beforeAll(async () => {
	scene = await AgentScene.open(telephoneTools);
}, 600_000);

afterAll(() => scene.close());

const business = () => scene.stage.serviceTitan.simulator;

/** An item as the model read it. */
const first = (result: string) => (JSON.parse(result) as Array<Record<string, unknown>>)[0];

const ada = {
	phone: '512-555-0199',
	name: 'Lovelace, Ada',
	street: '12 Analytical Way',
	city: 'Austin',
	state: 'TX',
	zip: '78701',
	tags: 'VIP',
};

describe("n8n's AI Agent", () => {
	let offered: Map<string, ToolOffered>;

	beforeAll(async () => {
		await scene.play(() => ({ say: 'Nothing to do.' }));
		offered = new Map(scene.model.tools.map((tool) => [tool.name, tool]));
	});

	it.each([
		['Find_customers', 'Finds customers by phone number'],
		['Get_customer', 'Get a customer in ServiceTitan'],
		['Add_note', 'Add a note to a customer in ServiceTitan'],
		['Store_caller', 'Create or update a customer in ServiceTitan'],
		['Finish_run', 'Finish a run in ServiceTitan Sync'],
	])('is offered %s, and told what it is for', (name, description) => {
		expect(offered.get(name)).toMatchObject({ name, description });
	});

	it.each<[name: string, properties: Record<string, object>]>([
		[
			'Find_customers',
			{ phone: { type: 'string', description: expect.stringContaining('phone') } },
		],
		['Get_customer', { Customer: { type: 'string' } }],
		[
			'Add_note',
			{
				customer_id: { type: 'number', description: 'The ID of the customer' },
				text: { type: 'string', description: 'What the note says' },
			},
		],
		['Store_caller', Object.fromEntries(Object.keys(ada).map((key) => [key, { type: 'string' }]))],
	])('is told what %s wants to know', (name, properties) => {
		const { parameters } = offered.get(name) as ToolOffered;
		expect(parameters).toMatchObject({ properties, required: expect.any(Array) });
		expect(parameters.required?.sort()).toEqual(Object.keys(properties).sort());
	});

	it('finds who called by the phone number, and writes the note on nobody else', async () => {
		const { id } = business().addCustomer({
			name: 'Smith, Ann',
			contacts: [{ type: 'MobilePhone', value: '5125550142' }],
		});
		const text = 'Wants the water heater looked at.';
		const { status, failure, said } = await scene.play(
			() => ({ use: 'Find_customers', with: { phone: '(512) 555-0142' } }),
			(found) => ({ use: 'Add_note', with: { customer_id: first(found)?.id, text } }),
			(note) => ({ use: 'Get_customer', with: { Customer: String(first(note)?.customerId) } }),
			(customer) => ({ say: `Noted for ${first(customer)?.name}.` }),
		);
		expect({ status, failure, said }).toEqual({ status: 'success', said: 'Noted for Smith, Ann.' });
		const noted = business().tenant.notes.rows();
		expect(noted).toMatchObject([{ customerId: id, text }]);
	});

	it('creates who called for the first time, and knows them the second time', async () => {
		const before = business().customers().length;
		const { said } = await scene.play(
			() => ({ use: 'Store_caller', with: ada }),
			() => ({ use: 'Store_caller', with: { ...ada, phone: '+1 (512) 555 0199' } }),
			() => ({ say: scene.model.results.map((result) => first(result)?.outcome).join(', ') }),
		);
		expect(said).toBe('created, updated');
		const added = business().customers().slice(before);
		expect(added).toMatchObject([
			{ name: ada.name, address: { street: ada.street, country: 'USA' }, tagTypeIds: [201] },
		]);
	});
});

describe('what an agent cannot have', () => {
	it.each<[story: string, tool: string, given: object, told: RegExp]>([
		[
			'a customer that is not there',
			'Get_customer',
			{ Customer: '99999999' },
			/ServiceTitan has no such record\..*Check the ID/,
		],
		['a customer by name', 'Get_customer', { Customer: 'Ann' }, /Customer: this is no ID .* 41863/],
		['an empty note', 'Add_note', { customer_id: 1, text: ' ' }, /text: is empty/],
		['a tag nobody knows', 'Store_caller', { ...ada, tags: 'VIB' }, /no tag .*VIB.*Get Many/],
		['a run to finish', 'Finish_run', {}, /for people, not for AI agents\..*by hand/],
	])('%s: the model is told what to do, and goes on', async (_story, tool, given, told) => {
		const { status, said } = await scene.play(
			() => ({ use: tool, with: given }),
			(result) => ({ say: String(first(result)?.error) }),
		);
		expect(status).toBe('success');
		expect(said).toMatch(told);
	});

	it('nobody with that number: the model is told so rather than nothing', async () => {
		const { said } = await scene.play(
			() => ({ use: 'Find_customers', with: { phone: '999-555-0100' } }),
			(result) => ({ say: result }),
		);
		expect(said).toBe('[{"found":0,"message":"ServiceTitan has nothing that fits."}]');
	});
});
