import { join } from 'node:path';
import { publishStatusPage } from '../stage/placeStatusPage';
import type { Stage } from '../stage/stage';
import { openBrowser } from './browser';
import { visitStatusPage } from './visitStatusPage';

/** Takes the picture of the status page, with a week of runs before those of the demo. */
export async function takeStatusPage(stage: Stage, folder: string): Promise<void> {
	await aWeekOfRuns(stage);
	const address = await publishStatusPage(stage);
	const browser = await openBrowser();
	try {
		const context = await visitStatusPage(browser, { viewport: { width: 1280, height: 1000 } });
		const page = await context.newPage();
		await page.goto(address);
		// Down to the failures: what one sees first, and both charts whole.
		const rest = await page.locator('section', { hasText: 'Last failures' }).boundingBox();
		const clip = { x: 0, y: 0, width: 1280, height: rest?.y ?? 1000 };
		await page.screenshot({ path: join(folder, 'status-page.png'), clip, fullPage: true });
	} finally {
		await browser.close();
	}
}

/** By day much happens, by night little; two runs failed. */
async function aWeekOfRuns({ sql, workspaceId }: Stage): Promise<void> {
	await sql`
		insert into servicetitan_sync_runs (run_id, workspace_id, mode, source, status, started_at, finished_at,
			fetched, created, updated, failed, failure)
		select gen_random_uuid(), ${workspaceId}, 'incremental', 'trigger',
			case when n in (130, 402) then 'failed' else 'completed' end,
			began, began + interval '1 second' * (2 + n % 9), busy, busy / 6, case when n in (130, 402) then 0 else busy - busy / 6 end, 0,
			case when n in (130, 402) then 'ServiceTitan did not answer in time. Nothing is lost: the next run reads again.' end
		from generate_series(2, 660) n,
			lateral (select now() - n * interval '15 minutes' as began) as times,
			lateral (select case when extract(hour from began) between 7 and 18 then 3 + (n * 7) % 19 else (n % 11) / 10 end as busy) as rates`;
	await sql`
		update contacts set updated_at = now() - (abs(hashtext(crm_id)) % 46) * interval '1 hour',
			created_at = now() - (abs(hashtext(crm_id)) % 200) * interval '1 hour'`;
	await sql`update servicetitan_sync_state set initial_sync_completed = true`;
}
