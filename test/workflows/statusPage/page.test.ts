import { failing, fresh, pageOf, run, runs, state } from './support/states';

type Json = Record<string, unknown>;

const htmlOf = (given: Json, query: Json = {}) => pageOf([given], query).html;
/** What a person reads, without drawings and folded tables. */
const read = (html: string) =>
	html
		.replace(/<(style|svg|details)[^]*?<\/\1>/g, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');
const title = (html: string) => /<title>(.*?)<\/title>/.exec(html)?.[1];

describe('the page says at a glance', () => {
	it.each<[story: string, given: Json, title: string, headline: string]>([
		['that all is well', state(), '✓ ServiceTitan sync · 45963', 'Healthy'],
		['that something is wrong', failing(), '✕ ServiceTitan sync · 45963', 'Something is wrong'],
		['a warning', state({ failing: 1 }), '! ServiceTitan sync · 45963', 'Works, with a warning'],
		[
			'that it is off',
			state({ sync_enabled: false }),
			'‖ ServiceTitan sync · 45963',
			'Switched off',
		],
		['that nothing ran yet', fresh(), '… ServiceTitan sync · 45963', 'Not started yet'],
	])('%s', (_story, given, inTab, headline) => {
		const html = htmlOf(given);
		expect(title(html)).toBe(inTab);
		expect(html).toContain(`<p class="headline">${headline}</p>`);
	});

	it('what one asks next', () => {
		const text = read(htmlOf(state()));
		expect(text).toContain('Last good run 7 min ago 14:30');
		expect(text).toContain('Next run in 8 min 14:45');
		expect(text).toContain('Read up to 7 min behind changes until 14:30');
		expect(text).toContain('A run takes 5.9 seconds on average, 41 seconds at most');
		expect(text).toContain('Contacts 30,412');
		expect(text).toContain('Cannot be written 0');
		expect(text).toContain('In the last 48 hours: 61 contacts created, 372 updated.');
		expect(text).toContain('Jul 2, 14:37 (America/Chicago)');
	});

	it('why something failed, the same reason once', () => {
		const text = read(htmlOf(failing()));
		expect(text).toContain('Sync failed: Supabase refused the key.');
		expect(text.match(/did not answer within 30 seconds/g)).toHaveLength(1);
		expect(text).toContain('4 times, last at Jul 1, 01:15');
		expect(text).toContain('Customer 41863: value too long for type character varying(20)');
		expect(text).toContain('The last run failed: Supabase refused the key. since 14:30');
	});
});

describe.each<[amount: number, given: Json, says: string]>([
	[0, fresh(), 'No run in this time.'],
	[1, state({ last_runs: [run(3)] }), '1 run, none failed: 1 contact created, 3 updated'],
	[5000, state({ last_runs: runs(5000) }), '5,000 runs, 33 failed: 2,865 contacts created'],
])('with %i runs', (amount, given, says) => {
	const html = htmlOf(given, { period: 'all' });

	it('says and draws what they did', () => {
		expect(read(html)).toContain(says);
		const crosses = (html.match(/class="broke"/g) ?? []).length;
		const dots = (html.match(/class="ran"/g) ?? []).length;
		expect(crosses + dots > 2).toBe(amount > 0);
	});

	it('is no more than one can load by phone', () => {
		expect(html.length).toBeLessThan(150_000);
	});

	it('has ids that are there once, and refers to none that are not', () => {
		const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
		expect(ids).toEqual([...new Set(ids)]);
		const used = [
			...[...html.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id),
			...[...html.matchAll(/aria-labelledby="([^"]+)"/g)].flatMap(([, all]) => all?.split(' ')),
		];
		expect(used.filter((id) => !ids.includes(id))).toEqual([]);
	});

	it('gives every number of the chart as a table too', () => {
		const [table = ''] = /<details>[^]*?<\/details>/.exec(html) ?? [];
		const cells = [...table.matchAll(/<tr>\s*<th scope="row">[^]*?<\/tr>/g)];
		expect(cells.length > 0).toBe(amount > 0);
	});
});

describe('foreign text', () => {
	const evil = `"><img src=x onerror=alert(1)>'</style><script>alert(2)</script>`;
	const everywhere = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.slice(0, 3).map(everywhere);
		if (typeof value === 'object' && value !== null)
			return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, everywhere(one)]));
		return typeof value === 'string' && !/^\d{4}-/.test(value) ? evil : value;
	};
	const infected = (given: Json) => everywhere(given) as Json;

	it.each<[story: string, html: string]>([
		['of a workspace', htmlOf(infected(failing({ run: { consumer: { nodeName: 'x' } } })))],
		['of a run that goes on', htmlOf(infected(state({ run: { consumer: { nodeName: 'x' } } })))],
		['of several', pageOf([infected(failing()), infected(fresh())]).html],
		['of the address', htmlOf(state(), { workspace: evil, period: evil, refresh: evil })],
		['of a failure', pageOf([{ error: evil, description: evil, refusal: null }]).html],
	])('%s stays text', (_story, html) => {
		expect(html).not.toContain('<img');
		expect(html).not.toContain('<script');
		expect(html.match(/<\/style>/g)).toHaveLength(1);
		expect(html).not.toMatch(/<[^>]*\son\w+=/);
	});

	it('is still there to be read', () => {
		const html = htmlOf(
			state({ failing: 1, failing_rows: [{ crm_id: '1', reason: 'a < b & "c"' }] }),
		);
		expect(html).toContain('a &lt; b &amp; &quot;c&quot;');
	});

	it('cannot turn the direction of the page around, nor break its encoding', () => {
		const html = htmlOf(state({ tenant_id: 'x', workspace_id: 'a\u202eb\u0000c\ud800d😀' }));
		expect(title(html)).toBe('✓ ServiceTitan sync · a\ufffdb\ufffdc\ufffdd😀');
	});

	it.each<[unknown]>([[null], ['soon'], [{}], [[]], [-5], [1e308]])(
		'a state full of %p still makes a page',
		(value) => {
			const odd = Object.fromEntries(Object.keys(state()).map((name) => [name, value]));
			const inside = { last_runs: [odd], contacts_per_hour: [odd], open_incidents: [odd] };
			expect(htmlOf({ ...odd, workspace_id: '1' })).toContain('</html>');
			expect(htmlOf(state({ ...inside, timezone: value }))).toContain('</html>');
		},
	);
});

describe('the page', () => {
	const html = htmlOf(failing());

	it('brings all it needs, and forbids everything else', () => {
		const [, policy = ''] =
			/http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html) ?? [];
		expect(policy.replaceAll('&#39;', "'")).toMatch(
			/^default-src 'none'; style-src 'sha256-[\w+/]+={0,2}'; base-uri 'none'; form-action 'none'$/,
		);
		expect(html).not.toMatch(/\s(src|style)=|<link|@import|https?:/);
		expect([...html.matchAll(/href="([^"]*)"/g)].every(([, to]) => to?.startsWith('?'))).toBe(true);
	});

	it('names its drawings for those who do not see them', () => {
		const drawings = [...html.matchAll(/<svg[^>]*>/g)].map(([tag]) => tag);
		expect(drawings.filter((tag) => !/aria-hidden="true"|aria-labelledby="/.test(tag))).toEqual([]);
		expect(html).toMatch(/<desc id="runs-wide-d">670 runs, 5 failed: 379 contacts created/);
	});

	it('shows the period that was asked for, and leads to the others', () => {
		const week = htmlOf(state(), { workspace: '4 5', refresh: '3' });
		expect(week).toMatch(
			/aria-current="true"\s+href="\?workspace=4%205&amp;period=week&amp;refresh=15"/,
		);
		expect(week).toContain('href="?workspace=4%205&amp;period=all&amp;refresh=15"');
		expect(week).toMatch(/http-equiv="refresh" content="15"/);
		expect(htmlOf(state())).not.toContain('http-equiv="refresh"');
	});

	it('lists several workspaces, the worst first, each leading to its own page', () => {
		const { html: list } = pageOf([
			...[state(), state({ workspace_id: '8', sync_enabled: false })],
			failing({ workspace_id: '7/1' }),
		]);
		expect(title(list)).toBe('✕ ServiceTitan sync');
		expect(read(list)).toMatch(
			/1 of 3 workspaces to look at.*7\/1 Something is wrong.*8 Switched off.*45963 Healthy/,
		);
		expect(list).toContain('href="?workspace=7%2F1&amp;period=week"');
	});

	it.each<[story: string, item: Json, code: number, says: string]>([
		[
			'what cannot be read',
			{ error: 'Supabase is away', description: 'Wait.' },
			503,
			'Cannot be read Supabase is away Wait.',
		],
		[
			'an unknown workspace',
			{ error: 'Not set up', refusal: 'unknown_workspace' },
			404,
			'Not set up',
		],
		['that nobody was set up', {}, 200, 'Not set up yet No workspace is set up.'],
	])('says %s', (_story, item, code, says) => {
		const page = pageOf([item]);
		expect(page.code).toBe(code);
		expect(read(page.html)).toContain(says);
	});
});
