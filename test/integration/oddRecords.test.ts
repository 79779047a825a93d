import { startWorld, type World } from '../support/world/world';

let world: World;
beforeEach(async () => {
	world = await startWorld({ customers: 0 });
	await world.run();
	world.pass(60);
});
afterEach(async () => {
	await world.end();
});

type Fields = Record<string, unknown>;

/** Lets ServiceTitan send these records of its answers in another form. @returns how to make it stop */
function distort(path: RegExp, change: (record: Fields) => Fields): () => void {
	const { requests } = world;
	const send = requests.send.bind(requests);
	requests.send = async (credential, request) => {
		const answer = (await send(credential, request)) as { body: { data?: Fields[] } };
		if (path.test(new URL(request.url).pathname) && answer.body.data) {
			answer.body.data = answer.body.data.map(change);
		}
		return answer;
	};
	return () => {
		requests.send = send;
	};
}

const people = () =>
	['Ada Lovelace', 'Grace Hopper', 'Mary Somerville'].map((name, index) => {
		const { id } = world.serviceTitan.addCustomer({ name });
		world.serviceTitan.addContact(id, { type: 'Phone', value: `312555014${index}` });
		return id;
	});

const names = async () => (await world.contacts()).map(({ lastname }) => lastname);

const failures = async () =>
	(await world.database.sql`select crm_id, reason, status from servicetitan_sync_failures`).map(
		(row) => ({ ...row }),
	);

const due = async () =>
	await world.database.sql`update servicetitan_sync_failures set next_attempt_at = now()`;

const ways: Array<[way: string, run: () => Promise<unknown>]> = [
	['from the Trigger to the Upsert', async () => await world.run()],
	['in one node', async () => await world.sync('runIncrementalSync')],
];

describe.each(ways)('a record in a form nobody expected, %s', (_way, run) => {
	it.each<
		[story: string, path: RegExp, change: (id: number) => (record: Fields) => Fields, says: string]
	>([
		[
			'a customer whose name is a number',
			/\/customers$/,
			(id) => (record) => (record.id === id ? { ...record, name: 7 } : record),
			'name Expected string, received number',
		],
		[
			'a customer whose modifiedOn is no date',
			/\/customers$/,
			(id) => (record) => (record.id === id ? { ...record, modifiedOn: 'yesterday' } : record),
			'modifiedOn "yesterday" is no date and time',
		],
		[
			'a customer with a phone number that is no text',
			/\/customers\/contacts$/,
			(id) => (record) => (record.customerId === id ? { ...record, value: 3125550141 } : record),
			'value Expected string, received number',
		],
	])(
		'%s: it fails alone and by name, and is written once it can be read',
		async (_story, path, change, says) => {
			const [, id = 0] = people();
			world.pass(1);
			const stop = distort(path, change(id));
			await run();
			expect(await names()).toEqual(['Lovelace', 'Somerville']);
			expect(await failures()).toEqual([
				{ crm_id: String(id), reason: expect.stringContaining(says), status: 'open' },
			]);
			expect(await world.state()).toMatchObject({ last_sync_errors: 1, run_id: null });

			stop();
			await due();
			world.pass(15);
			await run();
			expect(await names()).toEqual(['Lovelace', 'Hopper', 'Somerville']);
			expect(await failures()).toEqual([]);
		},
	);

	it('a customer without an id stops the run, which says so, and nothing is lost', async () => {
		const [, id] = people();
		const before = await world.state();
		const stop = distort(/\/customers$/, ({ id: own, ...record }) =>
			own === id ? record : { id: own, ...record },
		);
		// The first polls after a start keep quiet about what may pass; the history says it all the same.
		await run().catch(() => undefined);
		expect(await world.state()).toMatchObject({
			cursor: before.cursor,
			sync_status: 'failed',
			last_error: expect.stringContaining('record no. 2 of the page'),
		});
		expect(await names()).toEqual([]);
		stop();
		await run();
		expect(await names()).toEqual(['Lovelace', 'Hopper', 'Somerville']);
	});
});

it('a changed phone that the export shows in an odd form is read all the same', async () => {
	const [id = 0] = people();
	await world.run();
	world.pass(15);
	world.serviceTitan.addContact(id, { type: 'MobilePhone', value: '3125550199' });
	world.pass(1);
	distort(/\/export\/customers\/contacts$/, (record) => ({ ...record, value: 7 }));
	await world.run();
	expect((await world.contacts())[0]?.phone).toBe('+13125550199');
});
