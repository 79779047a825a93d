import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { openBrowser } from '../../demo/pictures/browser';
import { visitStatusPage } from '../../demo/pictures/visitStatusPage';
import { publishStatusPage, visitor } from '../../demo/stage/placeStatusPage';
import type { Stage } from '../../demo/stage/stage';
import { mainDatabase } from '../../demo/supabase/names';
import { inBrowser } from './support/browser/inBrowser';
import { startTestStage } from './support/testStage';

const minutes = 60_000;
const workspace = '45963';

let stage: Stage;
let address: string;

beforeAll(async () => {
	stage = await startTestStage({ customers: 20 });
	address = await publishStatusPage(stage);
}, 10 * minutes);

afterAll(() => stage?.stop());

const fetched = (query = '', user = visitor.user, password = visitor.password) =>
	fetch(address + query, {
		headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
	});

/** The history of a sync that has run for so long, and what it holds now. */
async function story(runs: number): Promise<void> {
	await stage.sql`delete from servicetitan_sync_runs`;
	await stage.sql`
		insert into servicetitan_sync_runs (run_id, workspace_id, mode, source, status, started_at, finished_at,
			fetched, created, updated, failure)
		select gen_random_uuid(), ${workspace}, 'incremental', 'trigger',
			case when n % 150 = 149 then 'failed' else 'completed' end,
			now() - n * interval '15 minutes', now() - n * interval '15 minutes' + interval '5 seconds',
			5, 1, 3, case when n % 150 = 149 then 'ServiceTitan did not answer.' end
		from generate_series(1, ${runs}::int) n`;
	await stage.sql`
		update servicetitan_sync_state set initial_sync_completed = ${runs > 0}, sync_enabled = true,
			last_success_at = ${runs > 0 ? new Date(Date.now() - 15 * minutes) : null},
			last_modified_cursor = now() - interval '15 minutes'`;
	await stage.sql`delete from servicetitan_sync_incidents`;
}

describe('the status page', () => {
	it('is shown to nobody without the password', async () => {
		expect((await fetch(address)).status).toBe(401);
		expect((await fetch(address)).headers.get('www-authenticate')).toMatch(/^Basic/);
		expect((await fetched('', visitor.user, 'guessed')).status).toBe(401);
	});

	it('comes as HTML that nobody stores, frames or takes for something else', async () => {
		await story(1);
		const { status, headers } = await fetched();
		expect([status, Object.fromEntries(headers)]).toMatchObject([
			200,
			{
				'content-type': 'text/html; charset=utf-8',
				'cache-control': 'no-store',
				'x-content-type-options': 'nosniff',
				'x-frame-options': 'DENY',
				'content-security-policy': expect.stringContaining('sandbox'),
			},
		]);
	});

	it('says what cannot be read, and which workspace is not there', async () => {
		const unknown = await fetched('?workspace=nowhere');
		expect([unknown.status, await unknown.text()]).toEqual([
			404,
			expect.stringContaining('has not been set up'),
		]);
		await stage.supabase.control.setOutage(mainDatabase, { kind: 'status', status: 403 });
		const away = await fetched();
		await stage.supabase.control.setOutage(mainDatabase, null);
		expect([away.status, await away.text()]).toEqual([
			503,
			expect.stringContaining('Cannot be read'),
		]);
	});

	it('only looks: an incident that nobody was told of stays to be told', async () => {
		await story(1);
		const finding = { kind: 'silence', wrong: true, text: 'It is silent.', toDo: 'Wake it.' };
		await stage.sql`select servicetitan_settle_incidents(${workspace}, ${stage.sql.json([finding])})`;
		const text = await (await fetched()).text();
		expect(text).toContain('It is silent.');
		expect(text).toContain('Something is wrong');
		const untold =
			await stage.sql`select from servicetitan_sync_incidents where telling_until is null`;
		expect(untold.count).toBe(1);
	});

	it('lists several workspaces', async () => {
		await story(1);
		await stage.sql`select servicetitan_set_up_workspace('7 <i>', '2', 'custom', 'UTC')`;
		const list = await (await fetched()).text();
		const one = await (await fetched('?workspace=7%20%3Ci%3E')).text();
		await stage.sql`delete from servicetitan_sync_state where workspace_id = '7 <i>'`;
		expect(list).toMatch(/7 &lt;i&gt;<\/a>[^]*45963<\/a>/);
		expect(one).toContain('Not started yet');
	});
});

inBrowser('in a browser, the status page', () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await openBrowser();
	}, minutes);
	afterAll(() => browser?.close());

	const desk = { viewport: { width: 1280, height: 800 } };
	const phone = { viewport: { width: 390, height: 844 } };

	/** @returns the page, and what the browser complained of or asked for besides it */
	async function opened(query: string, more: BrowserContextOptions) {
		const complaints: string[] = [];
		const asked: string[] = [];
		const page = await (await visitStatusPage(browser, more)).newPage();
		page.on('console', (message) => complaints.push(message.text()));
		page.on('request', (request) => asked.push(request.url()));
		await page.goto(address + query);
		return { page, complaints, asked: asked.filter((url) => !url.startsWith(address)) };
	}

	const overflow = (page: Page) =>
		page.evaluate<number>(
			'document.documentElement.scrollWidth - document.documentElement.clientWidth',
		);
	const colour = (page: Page) =>
		page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

	describe.each([0, 1, 5000])('with %i runs', (runs) => {
		beforeAll(() => story(runs), minutes);

		it.each<[string, BrowserContextOptions]>([
			['a desk', desk],
			['a phone', phone],
		])('fits %s, in light and in dark', async (_story, size) => {
			const backgrounds: string[] = [];
			for (const colorScheme of ['light', 'dark'] as const) {
				const { page, complaints, asked } = await opened('?period=all', { ...size, colorScheme });
				expect([complaints, asked]).toEqual([[], []]);
				expect(await overflow(page)).toBeLessThanOrEqual(0);
				const headline = await page.locator('.headline').innerText();
				expect(headline).toBe(runs === 0 ? 'Not started yet' : 'Healthy');
				expect(await page.locator('svg.chart:visible').count()).toBe(runs === 0 ? 0 : 1);
				backgrounds.push(await colour(page));
				await page.context().close();
			}
			// The style sheet is taken, although nothing else would be.
			expect(backgrounds).toEqual(['rgb(244, 246, 248)', 'rgb(15, 19, 24)']);
		});
	});

	it('leads on by its links, and stays without scripts', async () => {
		const { page } = await opened('', desk);
		await page.click('text=24 hours');
		await page.waitForURL(/period=day/);
		expect(await page.locator('nav .chosen').innerText()).toBe('24 hours');
		expect(await page.locator('body').innerText()).toMatch(
			/9\d runs, none failed|9\d runs, 1 failed/,
		);
		expect(await page.locator('script').count()).toBe(0);
		await page.context().close();
	});
});
