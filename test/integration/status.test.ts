import { startWorld, WORKSPACE, type World } from '../support/world/world';
import { addPeople } from '../support/world/changes';

describe('Get Status', () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld();
		await world.sync('setUpWorkspace', { workspaceId: WORKSPACE, from: '00:00', to: '23:59' });
		await world.sync('runIncrementalSync');
		world.pass(60);
		addPeople(world, 3);
		await world.sync('runIncrementalSync');
	});
	afterAll(async () => await world.end());

	const status = async (options = {}) => (await world.sync('getStatus', { options }))[0];

	it('says when the next run is due, and how quick the last ones were', async () => {
		const shown = await status();
		const [last] = shown?.last_runs as Array<{ started_at: string }>;
		const minutes =
			(Date.parse(String(shown?.next_due_at)) - Date.parse(last?.started_at ?? '')) / 60_000;
		expect(minutes).toBe(15);
		expect(shown).toMatchObject({
			workspace_id: WORKSPACE,
			rates: { runs: 2, customers_per_minute: expect.any(Number) },
			message: expect.stringMatching(/Next run due: .* UTC\. The last 2 runs took/),
		});
		expect(shown).not.toHaveProperty('contacts_per_hour');
	});

	it('shows as many runs as somebody wants to see', async () => {
		expect((await status({ runsToShow: 1 }))?.last_runs).toMatchObject([{ fetched: 3 }]);
		expect((await status({ runsToShow: 5000 }))?.last_runs).toHaveLength(2);
	});

	it('counts the contacts of the last two days, hour by hour', async () => {
		const hours = (await status({ contactsPerHour: true }))?.contacts_per_hour as object[];
		expect(hours).toHaveLength(48);
		const created = hours.map((hour) => (hour as { created: number }).created);
		expect(created.reduce((a, b) => a + b)).toBe(3);
	});

	it('is not due while it is switched off', async () => {
		await world.sync('setEnabled', { enabled: false });
		expect(await status()).toMatchObject({
			next_due_at: null,
			message: expect.stringMatching(/switched off: ServiceTitan Sync → Set Enabled/),
		});
	});
});
