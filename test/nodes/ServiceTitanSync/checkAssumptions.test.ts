import { ServiceTitanSync } from '../../../nodes/ServiceTitanSync/ServiceTitanSync.node';
import type { ServiceTitanSimulator } from '../../../simulator';
import { executeContext } from '../../support/n8nHost/contexts';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

const node = new ServiceTitanSync();
const QUARTER_OF_AN_HOUR = 15 * 60_000;

/** A business of 60 customers, one of them inactive, with a phone number that was added five minutes ago. */
function startBusiness() {
	const world = startServiceTitanWorld();
	const { simulator, clock } = world;
	const contacts = [{ type: 'Phone' as const, value: '3125550100' }];
	const ids = Array.from({ length: 60 }, () => simulator.addCustomer({ contacts }).id);
	simulator.deactivate(ids[30] ?? 0);
	clock.pass(60 * 60_000);
	simulator.addContact(ids[0] ?? 0, { type: 'Phone', value: '3125550101' });
	clock.pass(5 * 60_000);
	return { ...world, ids };
}

async function ask({ host }: ReturnType<typeof startBusiness>) {
	const items = [{ resource: 'health', operation: 'checkAssumptions' }];
	const [output = []] = await node.execute.call(executeContext(host, node, { items }));
	return output.map(({ json }) => json);
}

/** What is not as assumed, with its status. */
const oddities = async (business: ReturnType<typeof startBusiness>) =>
	Object.fromEntries(
		(await ask(business))
			.filter(({ status, assumption }) => status !== 'asExpected' && assumption !== 'summary')
			.map(({ assumption, status }) => [assumption, status]),
	);

/** There is no Supabase in these tests: what hangs on it alone is told as unknown. */
const WITHOUT_SUPABASE = { clocks: 'unknown' };

describe('Check Assumptions', () => {
	it('only reads, with at most 15 calls, and finds ServiceTitan as it is assumed', async () => {
		const business = startBusiness();
		business.simulator.log.clear();
		const items = await ask(business);
		const { entries } = business.simulator.log;
		const apart = entries.filter(({ path }) => !path.endsWith('/connect/token'));
		expect(new Set(apart.map(({ method }) => method))).toEqual(new Set(['GET']));
		expect(entries.length).toBeLessThanOrEqual(16);
		expect(items[0]).toMatchObject({
			assumption: 'summary',
			answer: expect.stringMatching(/17 as expected, 1 cannot be told\. 14 calls/),
		});
		expect(await oddities(business)).toEqual(WITHOUT_SUPABASE);
	});

	it.each<[story: string, change: (simulator: ServiceTitanSimulator) => void, found: object]>([
		[
			'pages of 500 at most',
			({ switches }) => (switches.pageSizeMax = 500),
			{ pageSize: 'different' },
		],
		[
			'pages of 50 at most',
			({ switches }) => (switches.pageSizeMax = 50),
			{ pageSize: 'different' },
		],
		['no total', ({ switches }) => (switches.totalCount = false), { totalCount: 'different' }],
		[
			'another order',
			(simulator) => {
				simulator.switches.sortKept = false;
				simulator.touch(simulator.customers()[0]?.id ?? 0);
				simulator.touch(simulator.customers()[3]?.id ?? 0);
			},
			{ sort: 'different' },
		],
		[
			'an exclusive beginning',
			({ switches }) => (switches.sinceInclusive = false),
			{ sinceInclusive: 'different' },
		],
		[
			'25 ids a call',
			({ switches }) => (switches.idsMax = 25),
			{ ids: 'different', customerIds: 'different' },
		],
		[
			'inactive customers without contact methods',
			({ switches }) => (switches.inactiveInBulk = false),
			{},
		],
		[
			'nine digits',
			({ switches }) => (switches.fractionDigits = 9),
			{ timestampDigits: 'different' },
		],
		['whole seconds', ({ switches }) => (switches.fractionDigits = 0), {}],
		[
			'customers without modifiedOn',
			({ switches }) => (switches.modifiedOn = 'absent'),
			{
				modifiedOn: 'different',
				sinceInclusive: 'unknown',
				includeRecentChanges: 'unknown',
				exportLag: 'unknown',
			},
		],
		[
			'no Date',
			({ switches }) => (switches.dateHeader = false), // The simulated time is another than this machine's, which then counts.
			{ dateHeader: 'different', includeRecentChanges: 'unknown', exportLag: 'unknown' },
		],
		[
			'no export',
			({ switches }) => (switches.exportPermitted = false),
			{
				contactExport: 'different',
				exportDate: 'unknown',
				exportToken: 'unknown',
				includeRecentChanges: 'unknown',
				exportLag: 'unknown',
			},
		],
		[
			'an export without dates',
			({ switches }) => (switches.exportDateKept = false),
			{ exportDate: 'different' },
		],
		[
			'an export without places',
			({ switches }) => (switches.exportTokensRefused = true),
			{ exportToken: 'different' },
		],
		[
			'an export without recent changes',
			({ switches }) => (switches.exportRecent = false),
			{ includeRecentChanges: 'different' },
		],
		[
			'an export without a lag',
			({ switches }) => (switches.exportLagMs = 0),
			{ exportLag: 'different' },
		],
		['a wrong app key answered with 403', ({ switches }) => (switches.wrongAppKey = 403), {}],
		['a wrong app key answered with 404', ({ switches }) => (switches.wrongAppKey = 404), {}],
		[
			'a wrong app key answered with 400',
			({ switches }) => (switches.wrongAppKey = 400),
			{ wrongAppKey: 'different' },
		],
		[
			'a wrong app key that nobody minds',
			({ switches }) => (switches.wrongAppKey = 200),
			{ wrongAppKey: 'different' },
		],
		[
			'tokens that name no tenant',
			({ switches }) => (switches.tokenNamesTenant = false),
			{ tokenTenant: 'different' },
		],
	])('finds %s', async (_story, change, found) => {
		const business = startBusiness();
		change(business.simulator);
		expect(await oddities(business)).toEqual({ ...WITHOUT_SUPABASE, ...found });
	});

	it('finds an export that lags by more than is read again', async () => {
		const business = startBusiness();
		business.simulator.switches.exportLagMs = 2 * QUARTER_OF_AN_HOUR;
		business.clock.pass(20 * 60_000);
		expect(await oddities(business)).toMatchObject({ exportLag: 'different' });
	});

	it('asks once and no more where ServiceTitan cannot be had, and says why', async () => {
		const business = startBusiness();
		business.credential.clientSecret = 'cs1.that-was-replaced';
		business.simulator.log.clear();
		const [summary, ...items] = await ask(business);
		expect(business.simulator.log.entries.length).toBeLessThanOrEqual(2);
		expect(summary?.status).toBe('unknown');
		for (const { answer } of items)
			expect(answer).toMatch(/does not know this Client ID with this Client Secret/);
		expect(JSON.stringify(items)).not.toContain('cs1.');
	});

	it('goes on with what it has where ServiceTitan goes away meanwhile', async () => {
		const business = startBusiness();
		business.simulator.faults.rate('403', 1, { path: /export/ });
		expect(await oddities(business)).toMatchObject({ contactExport: 'different' });
		business.simulator.faults.rate('503', 1, { path: /\/customers\/contacts$/ });
		expect(await oddities(business)).toMatchObject({
			customerIds: 'unknown',
			exportLag: 'unknown',
		});
	}, 30_000);

	it('says so of a business without customers', async () => {
		const { clock, ...empty } = startServiceTitanWorld();
		const found = await oddities({ ...empty, clock, ids: [] });
		expect(found).toMatchObject({ sort: 'unknown', ids: 'unknown', timestampDigits: 'unknown' });
		expect(Object.values(found)).not.toContain('different');
	});
});
