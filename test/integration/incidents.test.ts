import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { addPerson } from '../support/world/ways';
import { startWorld, WORKSPACE, type World } from '../support/world/world';

interface Alert {
	incidentId: string;
	event: string;
	text: string;
}

/** Check Health on the real state of real runs, as time goes by; what is to be told gets through. */
describe('the watchdog', () => {
	let world: World;

	const poll = async () => {
		world.pass(15);
		const items = await world.poll();
		return items.length > 0 ? (await world.upsert(items)).summary : undefined;
	};
	const check = async (parameters = {}) => (await world.sync('checkHealth', parameters))[0] ?? {};
	const alertsOf = (checked: Record<string, unknown>) => checked.alerts as Alert[];
	const told = async (parameters = {}): Promise<string[]> => {
		const alerts = alertsOf(await check(parameters));
		for (const { incidentId, event } of alerts)
			await world.sync('markAlertsTold', { incidentId, event });
		return alerts.map(({ event, text }) => `${event}: ${text}`);
	};
	/** As if so much time had gone by in the database. */
	const later = async (minutes: number) => {
		const { sql } = world.database;
		await sql`update servicetitan_sync_incidents set
			opened_at = opened_at - make_interval(mins => ${minutes}), last_seen_at = last_seen_at - make_interval(mins => ${minutes}),
			last_told_at = last_told_at - make_interval(mins => ${minutes}), telling_until = telling_until - make_interval(mins => ${minutes})`;
		await sql`update servicetitan_sync_runs set finished_at = finished_at - make_interval(mins => ${minutes})`;
	};
	const setHours = async (hours: object) =>
		await world.database.sql`
			update servicetitan_sync_state
			set timezone = 'UTC', business_hours = ${world.database.sql.json(hours as never)}`;
	const endLease = () => world.database.sql`
		update servicetitan_sync_state set lease_expires_at = now() - interval '1 second'`;

	beforeEach(async () => {
		world = await startWorld();
		await setHours({ from: '00:00', to: '23:59' });
		await world.poll();
		world.pass(60);
		await poll();
	});
	afterEach(async () => await world.end());

	it('has nothing to say of runs that go well', async () => {
		expect(await check()).toMatchObject({
			workspaceId: WORKSPACE,
			healthy: true,
			message: expect.stringMatching(/nothing is wrong\. Last good run: /),
			open: [],
			alerts: [],
		});
		await poll();
		expect(await told()).toEqual([]);
	});

	it('tells of a run that is stuck once, and once when runs come to their end again', async () => {
		addPerson(world);
		world.pass(15);
		expect(await world.poll()).toHaveLength(1);
		expect(await told()).toEqual([]);
		await endLease();
		expect(await told()).toEqual([
			expect.stringMatching(/^opened: [^]*a run broke off.*waits for/),
		]);
		expect(await told()).toEqual([]);
		// The next run takes over; what it took over from is still worth knowing for half an hour.
		expect(await poll()).toMatchObject({ created: 1 });
		expect(await told()).toEqual([]);
		await later(31);
		expect(await told()).toEqual([expect.stringMatching(/^resolved: [^]*come to their end again/)]);
		expect(await told()).toEqual([]);
	});

	it('tells once of a run that was taken over before anybody looked, and once that it is over', async () => {
		addPerson(world);
		world.pass(15);
		await world.poll();
		await endLease();
		await poll();
		expect(await told()).toEqual([expect.stringMatching(/a run broke off.*never written/)]);
		expect(await told()).toEqual([]);
		await later(31);
		expect(await told()).toEqual([expect.stringMatching(/^resolved: /)]);
		expect(await told()).toEqual([]);
	});

	it('tells once that no run succeeded for too long, and once when one did', async () => {
		await world.database.sql`
			update servicetitan_sync_state set last_success_at = now() - interval '61 minutes'`;
		expect(await told()).toEqual([expect.stringMatching(/no good run for 61 minutes/)]);
		expect(await told()).toEqual([]);
		await poll();
		expect(await told()).toEqual([expect.stringMatching(/^resolved: [^]*a good run again/)]);
		expect(await told()).toEqual([]);
	});

	it('does not expect runs outside the hours of the workspace', async () => {
		await world.database.sql`
			update servicetitan_sync_state set last_success_at = now() - interval '10 hours'`;
		const hour = new Date().getUTCHours();
		const pad = (value: number) => `${String((value + 24) % 24).padStart(2, '0')}:00`;
		await setHours({ from: pad(hour + 6), to: pad(hour + 10) });
		expect(await told()).toEqual([]);
		await setHours({ from: '0:00', to: '23:59:59' });
		expect(await told()).toEqual([expect.stringMatching(/no good run/)]);
	});

	it('tells of a failed execution once, and that it is over once a later run was good', async () => {
		const failure = 'The node Write Contacts broke.';
		expect(await told({ failureToTell: failure })).toEqual([expect.stringContaining(failure)]);
		expect(await told({ failureToTell: failure })).toEqual([]);
		expect(await told()).toEqual([]);
		await poll();
		expect(await told()).toEqual([expect.stringMatching(/^resolved: [^]*come out well again/)]);
	});

	it('tells of far too many changes, and that their ids follow one another', async () => {
		for (let number = 0; number < 7; number++) addPerson(world);
		await poll();
		const options = { mostChanges: 5 };
		expect(await told({ options })).toEqual([expect.stringMatching(/changed 7 contacts/)]);
		await later(61);
		expect(await told({ options })).toEqual([expect.stringMatching(/^resolved: .*/)]);
	});

	it('keeps quiet in the hours it was told to, and tells afterwards', async () => {
		await world.sync('setUpWorkspace', { workspaceId: WORKSPACE });
		await world.database.sql`update servicetitan_sync_state set sync_enabled = false`;
		const quiet = { options: { quietFrom: '00:00', quietTo: '23:59' } };
		expect(await told(quiet)).toEqual([]);
		expect(await told()).toEqual([expect.stringMatching(/switched off/)]);
	});

	it('tells again what did not get through', async () => {
		await world.database.sql`update servicetitan_sync_state set sync_enabled = false`;
		const [alert] = alertsOf(await check());
		expect(alertsOf(await check())).toEqual([]);
		await world.sync('markAlertsTold', { ...alert, sent: false });
		expect(await told()).toEqual([expect.stringMatching(/switched off/)]);
	});

	it('gives an AI agent the state, and leaves the telling to the workflow', async () => {
		await world.database.sql`update servicetitan_sync_state set sync_enabled = false`;
		const nodeType = 'n8n-nodes-servicetitan-sync.serviceTitanSyncTool';
		const [seen] = await world.sync('checkHealth', {}, { nodeType });
		expect(seen).toMatchObject({ healthy: false, open: [{ kind: 'switchedOff' }], alerts: [] });
		expect(await told()).toEqual([expect.stringMatching(/switched off/)]);
	});

	it('tells of contacts that are there twice, where it was asked to look for them', async () => {
		addPerson(world);
		await poll();
		await world.database.sql`
			insert into contacts (workspace_id, firstname, phone, email)
			select workspace_id, firstname, phone, email from contacts order by crm_id::bigint desc limit 1`;
		expect(await told()).toEqual([]);
		const options = { lookForDuplicates: true };
		expect(await told({ options })).toEqual([
			expect.stringMatching(/contacts? may be there twice/),
		]);
		await world.database.sql`delete from contacts where crm_id is null`;
		expect(await told()).toEqual([]);
		expect(await told({ options })).toEqual([expect.stringMatching(/^resolved: /)]);
	});

	it('calls the heartbeat address while nothing is wrong, and only then', async () => {
		let [calls, status] = [0, 200];
		const server = createServer((_, response) => {
			calls++;
			response.writeHead(status).end();
		});
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		const heartbeatUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret`;
		const options = { heartbeatUrl };
		expect(await check({ options })).toMatchObject({ healthy: true, heartbeat: 'sent' });
		status = 500;
		const { heartbeat } = await check({ options });
		expect(heartbeat).toMatch(/^not sent: .*500/);
		expect(calls).toBe(2);
		await world.database.sql`update servicetitan_sync_state set sync_enabled = false`;
		expect(await check({ options })).not.toHaveProperty('heartbeat');
		expect(calls).toBe(2);
		server.close();
	});

	it('says of a database without any workspace what to do', async () => {
		await world.database.sql`delete from servicetitan_sync_state`;
		expect(await check()).toMatchObject({
			workspaceId: null,
			healthy: false,
			message: expect.stringContaining('Set Up Workspace'),
		});
		await expect(check({ failureToTell: 'It broke.' })).rejects.toThrow('It broke.');
	});
});
