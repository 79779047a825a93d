import type { ICredentialsDecrypted } from 'n8n-workflow';

import { APP_KEY, CLIENT_ID, CLIENT_SECRET } from '../../simulator';
import { testServiceTitan } from '../../transport/credentialTests/serviceTitan';
import { testSupabase } from '../../transport/credentialTests/supabase';
import { testFunctions } from '../support/faultProxy/asN8n';
import { ECHOES, echoOf, wholeEcho } from '../support/faultProxy/echo';
import { WIRE_FAULTS, type WireFault } from '../support/faultProxy/faults';
import {
	everythingOf,
	formsOf,
	leakFinder,
	leakIn,
	listenToLogs,
	type Form,
} from '../support/faultProxy/secrets';
import { startWireWorld, type WireWorld } from '../support/faultProxy/wireWorld';
import { runCodeNode } from '../workflows/support/codeNode';

jest.mock('../../nodes/shared/systemClock', () => ({
	systemClock: jest.requireActual('../support/faultProxy/virtualClock').virtualClock,
}));

/** One of each shape in which n8n's client says that something went wrong. */
const SHAPES = [
	'429 for a day',
	'500',
	'503 that says when',
	'a reset before the headers',
	'a body shorter than it says',
	'zip that is none',
	'a web page under 200',
	'what is no HTTP',
	'no answer',
	'a byte now and then',
	'400',
	'401 whatever the token',
	'a redirect',
];

/** The sign-in is told the client secret, everything else the token and the app key. */
const whereTold = (name: string): RegExp => (/client|basic/.test(name) ? /connect/ : /crm/);

/** What the workflow's Error Trigger makes of a failure. */
const textOf = (thrown: unknown): string => {
	const { message, description } = (thrown ?? {}) as { message?: string; description?: string };
	return `${message}. ${description}`;
};

/** What the workflow tells of it while Supabase cannot remember anything. */
const toldWhileAway = (failure: string) =>
	runCodeNode('List Alerts', [{ error: failure, description: failure }], {
		now: '2026-07-01T12:00:00-05:00',
		nodes: { 'Set Alert Options': [{ remindAfterHours: 24, failure }] },
	});

describe('no secret is in any message, log, execution record, row or status', () => {
	let world: WireWorld;
	let logs: ReturnType<typeof listenToLogs>;
	/** Everything anybody got to see. */
	let seen: unknown[];
	const tokens = new Set<string>();

	beforeAll(async () => {
		world = await startWireWorld(3);
		await world.sync('runIncrementalSync');
	});
	beforeEach(async () => {
		seen = [];
		logs = listenToLogs();
		world.heal();
		world.requests.credentials.serviceTitanOAuth2Api.accessToken = '';
		await world.sync('runIncrementalSync');
		tokens.clear();
		noteToken();
	});
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => await world.end());

	const noteToken = () =>
		tokens.add(String(world.requests.credentials.serviceTitanOAuth2Api.accessToken));

	const strike = (fault: WireFault): void => world.strike({ fault, where: /./ });

	const forms = (): Form[] => [
		...formsOf('the client secret', CLIENT_SECRET),
		...formsOf('the app key', APP_KEY),
		...formsOf('the Supabase key', world.database.secretKey),
		...formsOf(
			'the basic authorization',
			Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64'),
		),
		...[...tokens].flatMap((token) => formsOf('the access token', token)),
	];

	/** Does it, and keeps what came of it. */
	async function watch(doing: Promise<unknown>): Promise<void> {
		seen.push(await doing.catch((thrown: unknown) => thrown));
	}

	/** All that can be done with the nodes. */
	async function everythingThereIs(): Promise<void> {
		const staticData = {};
		const item = { json: { id: 1, name: 'A', contacts: [] } };
		const place = { continueOnFail: true };
		await watch(world.sync('runIncrementalSync'));
		await watch(world.sync('runIncrementalSync', { dryRun: true }));
		await watch(world.sync('runIncrementalSync', {}, place));
		for (let poll = 0; poll < 2; poll++) await watch(world.poll());
		await watch(world.poll({ staticData }, { cursorStore: 'workflow' }));
		seen.push(staticData);
		await watch(world.poll({ mode: 'manual' }));
		await watch(world.upsert([item], { workspaceId: '45963' }));
		await watch(world.upsert([item], { workspaceId: '45963' }, place));
		await watch(world.sync('getStatus'));
		await watch(world.sync('failRun', { workflowId: 'w1', startedAt: '', failure: 'x' }));
		await watch(world.sync('finishRun', { workspaceId: '45963', runId: 'r' }));
		await watch(world.sync('releaseRun', { workspaceId: '45963', reason: 'x' }));
		await watch(world.sync('setUpWorkspace', { workspaceId: '45963' }));
		await pressTheButtons();
	}

	async function pressTheButtons(): Promise<void> {
		const { serviceTitanOAuth2Api, supabaseSyncApi } = world.requests.credentials;
		const filledIn = (data: object) =>
			({ id: '1', name: 'x', type: 'x', data: { ...data } }) as unknown as ICredentialsDecrypted;
		await watch(testServiceTitan.call(testFunctions, filledIn(serviceTitanOAuth2Api)));
		await watch(testSupabase.call(testFunctions, filledIn(supabaseSyncApi)));
	}

	/** What lies in the database, and what the alerts of the workflow make of it. */
	async function leftBehind(): Promise<string> {
		world.heal();
		noteToken();
		const tables = await world.database.sql<{ name: string }[]>`
			select table_name as name from information_schema.tables
			where table_schema = 'public' and (table_name like 'servicetitan%' or table_name = 'contacts')`;
		const rows = await Promise.all(
			tables.map(
				({ name }) => world.database.sql`select t::text from ${world.database.sql(name)} t`,
			),
		);
		const status = await world.sync('getStatus');
		const failures = [...new Set(seen.map(textOf))];
		const checks = await world.sync('checkHealth', { failureToTell: failures.join(' ') });
		return everythingOf([rows, status, checks, failures.map(toldWhileAway)]);
	}

	async function expectNoLeak(): Promise<void> {
		const all = [...seen.map(everythingOf), logs.said(), await leftBehind()];
		const leak = leakFinder(forms());
		for (const text of all) expect(leak(text)).toBeUndefined();
	}

	it.each(SHAPES.map((kind) => [kind, WIRE_FAULTS[kind] as WireFault] as const))(
		'whatever goes wrong: %s',
		async (_kind, fault) => {
			strike(fault);
			await everythingThereIs();
			await expectNoLeak();
		},
	);

	it.each([200, 400, 401, 403, 404, 409, 429, 500, 502])(
		'though a service repeats the whole request under %s',
		async (status) => {
			strike(wholeEcho(status));
			await everythingThereIs();
			await expectNoLeak();
		},
	);

	it.each(Object.entries(ECHOES))(
		'though a service repeats any of them in any form in %s',
		async (_where, say) => {
			for (const { name, text } of forms()) {
				const fault = echoOf(say, text);
				if (name.includes('Supabase')) world.strike({ fault, where: /./ }, 'supabase');
				else world.strike({ fault, where: whereTold(name) }, 'serviceTitan');
				await watch(world.sync('runIncrementalSync'));
				await pressTheButtons();
			}
			await expectNoLeak();
		},
		120_000,
	);

	it.each(['clientSecret', 'appKey'] as const)('though the %s is a wrong one', async (field) => {
		const credential = world.requests.credentials.serviceTitanOAuth2Api;
		const right = credential[field];
		const wrong = `${right}OfYesterday`;
		Object.assign(credential, { [field]: wrong, accessToken: '', tokenFingerprint: '' });
		await everythingThereIs();
		Object.assign(credential, { [field]: right, accessToken: '', tokenFingerprint: '' });
		expect(leakIn(everythingOf(seen), formsOf('the wrong one', wrong))).toBeUndefined();
		await expectNoLeak();
	});

	it('finds a secret that hangs deep in what was thrown', () => {
		const hidden = Object.defineProperty(new Error('no'), 'config', {
			value: { headers: { Authorization: `Bearer ${CLIENT_SECRET}` } },
			enumerable: false,
		});
		const outer = new Error('outer', { cause: hidden });
		expect(leakIn(everythingOf([outer]), forms())).toMatch(/^the client secret/);
		const half = Buffer.from(CLIENT_SECRET).toString('base64').slice(3, 20);
		expect(leakIn(`half of it ${half}`, forms())).toMatch(/in base64/);
	});
});
