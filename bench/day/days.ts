import { changed, filled, requireContacts } from '../measuring/prepare';
import { spreadOf } from '../measuring/spread';
import { runOurs } from '../scenarios/changes';
import type { BenchStage } from '../stage/benchStage';
import { OURS } from '../ways';
import { businessDay, type Tick } from './businessDay';
import { Day } from './day';
import type { DayResult } from './dayCost';

/** A tick of a thousand workspaces takes longer than one of a hundred: of their day, the morning's first and eight busy ones. */
const DAYS: Array<{ workspaces: number; slice: string; holds: (tick: Tick) => boolean }> = [
	{ workspaces: 100, slice: '06:00 to 20:00, all 57 ticks', holds: () => true },
	{
		workspaces: 1_000,
		slice: '06:00 and 10:00 to 11:45, 9 ticks of 57',
		holds: ({ minute }) => minute === 360 || (minute >= 600 && minute < 720),
	},
];

export async function measureDays(stage: BenchStage): Promise<DayResult[]> {
	const results: DayResult[] = [];
	const inN8n = await runsInN8n(stage);
	for (const { workspaces, slice, holds } of DAYS) {
		const ticks = businessDay().filter(holds);
		results.push({ ...(await new Day(stage, workspaces).play(ticks, slice)), inN8n });
	}
	return results;
}

const USUAL_CHANGES = 5;
const RUNS_IN_N8N = 20;

/** What one run of a usual tick takes in n8n itself, with ServiceTitan and Supabase over HTTP. */
async function runsInN8n(stage: BenchStage): Promise<DayResult['inN8n']> {
	return await stage.account.during('Runs of a usual tick in n8n', async () => {
		await filled(stage);
		const times: number[] = [];
		for (let run = 1; run <= RUNS_IN_N8N; run++) {
			const { word } = await changed(stage, USUAL_CHANGES);
			times.push((await runOurs(stage)).ms);
			await requireContacts(stage, { way: OURS, word, expected: USUAL_CHANGES });
		}
		return { changes: USUAL_CHANGES, ms: spreadOf(times)?.median ?? Number.NaN };
	});
}
