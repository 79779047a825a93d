import { DateTime } from 'luxon';

import { addPerson } from '../support/world/ways';
import { startWorld, type World } from '../support/world/world';
import { runCodeNode } from '../workflows/support/codeNode';

/** The watchdog of the workflow: the real status of the real state, judged and told by the workflow's own nodes. */
describe('the watchdog', () => {
	let world: World;
	let staticData: Record<string, unknown>;

	/** n8n keeps the id of the workflow: the watchdog looks at the workspaces that its own trigger reads. */
	const ours = { workflowId: 'sync' };
	const poll = async () => {
		world.pass(15);
		const items = await world.poll(ours);
		return items.length > 0 ? (await world.upsert(items, {}, ours)).summary : undefined;
	};
	const told = async (minutesFromNow: number): Promise<string[]> => {
		const now = DateTime.utc().plus({ minutes: minutesFromNow }).toISO();
		const status = await world.sync('getStatus');
		const statements = runCodeNode('Judge Status', status, { now });
		const messages = runCodeNode('Hold Back Repeats', statements, { now, staticData });
		// Each of them gets through: the webhook answers with its own words.
		const answers = messages.map(() => ({ statusCode: 200 }));
		if (messages.length > 0) runCodeNode('Note Sent', answers, { now, staticData, messages });
		return messages.map(({ text }) => String(text));
	};
	const setHours = async (hours: object) =>
		await world.database.sql`
			update servicetitan_sync_state
			set timezone = 'UTC', business_hours = ${world.database.sql.json(hours as never)}`;

	beforeEach(async () => {
		staticData = {};
		world = await startWorld();
		await setHours({ from: '00:00', to: '23:59' });
		await world.poll(ours);
		world.pass(60);
		await poll();
	});
	afterEach(async () => await world.end());

	it('has nothing to say of runs that go well', async () => {
		expect(await told(0)).toEqual([]);
		await poll();
		expect(await told(15)).toEqual([]);
	});

	it('tells of a run that is stuck once, and once when runs come to their end again', async () => {
		addPerson(world);
		world.pass(15);
		expect(await world.poll(ours)).toHaveLength(1);
		expect(await told(0)).toEqual([]);
		await world.database.sql`
			update servicetitan_sync_state set lease_expires_at = now() - interval '1 second'`;
		expect(await told(11)).toEqual([expect.stringMatching(/a run broke off.*no sign of life/)]);
		expect(await told(26)).toEqual([]);
		// The next run takes over; what it took over from is still worth knowing for half an hour.
		expect(await poll()).toMatchObject({ created: 1 });
		expect(await told(28)).toEqual([]);
		expect(await told(41)).toEqual([expect.stringMatching(/over: .*come to their end again/)]);
		expect(await told(56)).toEqual([]);
	});

	it('tells once of a run that was taken over before anybody looked, and once that it is over', async () => {
		addPerson(world);
		world.pass(15);
		await world.poll(ours);
		await world.database.sql`
			update servicetitan_sync_state set lease_expires_at = now() - interval '1 second'`;
		await poll();
		expect(await told(7)).toEqual([expect.stringMatching(/a run broke off.*never written/)]);
		expect(await told(22)).toEqual([]);
		expect(await told(37)).toEqual([expect.stringMatching(/over: /)]);
		expect(await told(52)).toEqual([]);
	});

	it('tells once that no run succeeded for too long, and once when one did', async () => {
		await world.database.sql`
			update servicetitan_sync_state set last_success_at = now() - interval '61 minutes'`;
		expect(await told(0)).toEqual([expect.stringMatching(/no good run for 61 minutes/)]);
		expect(await told(15)).toEqual([]);
		await poll();
		expect(await told(16)).toEqual([expect.stringMatching(/over: .*a good run again/)]);
		expect(await told(31)).toEqual([]);
	});

	it('does not expect runs outside the hours of the workspace', async () => {
		await world.database.sql`
			update servicetitan_sync_state set last_success_at = now() - interval '10 hours'`;
		const hour = DateTime.utc().hour;
		const pad = (value: number) => `${String((value + 24) % 24).padStart(2, '0')}:00`;
		await setHours({ from: pad(hour + 6), to: pad(hour + 10) });
		expect(await told(0)).toEqual([]);
		await setHours({ from: '0:00', to: '23:59:59' });
		expect(await told(0)).toEqual([expect.stringMatching(/no good run/)]);
	});
});
