import { randomUUID } from 'node:crypto';
import { changed, requireContacts } from '../measuring/prepare';
import { measured } from '../measuring/measured';
import type { Measurements } from '../measuring/measurement';
import type { BenchStage } from '../stage/benchStage';
import { BARE_CALLS, EMPTY, OURS, WORKFLOWS } from '../ways';
import { anew } from './anew';
import { runOurs } from './changes';
import { bareCalls, recorded } from './recorded';

/** One change by ours, an execution of nothing, and the bare calls of one change, one after the other. */
export async function measureOneChange(
	stage: BenchStage,
	{ repeats, into }: { repeats: number; into: Measurements },
): Promise<void> {
	const { account, n8n } = stage;
	const example = await account.during('Noting the calls of one change', () => recorded(stage, 1));
	const about = {
		scenario: 'a',
		what: '1 change and its bare calls',
		key: 'oneChange',
		rateLimit: true,
	} as const;
	const note = `${example.calls.length} calls`;
	for (let repeat = 1; repeat <= repeats; repeat++) {
		await account.during(`One change and its bare calls, ${repeat} of ${repeats}`, async () => {
			const { word } = await changed(stage, 1);
			into.add({ ...about, way: OURS, samples: [await runOurs(stage)] });
			await requireContacts(stage, { way: OURS, word, expected: 1 });
			const nothing = await measured(stage, () => n8n.run(WORKFLOWS.empty));
			into.add({ ...about, way: EMPTY, samples: [nothing] });
			const ms = await replayed(stage, example);
			into.add({ ...about, way: BARE_CALLS, note, samples: [{ ms }] });
		});
	}
}

/** The same calls with another run's ids and another change of the same customer, so that as much is written. */
async function replayed(
	stage: BenchStage,
	{ calls, word, since }: Awaited<ReturnType<typeof recorded>>,
): Promise<number> {
	const to = await changed(stage, 1);
	const now = new Date().toISOString();
	const sent = anew(calls, { from: { word, since }, to, now, newId: randomUUID });
	const { ms } = await bareCalls(stage, sent);
	await requireContacts(stage, { way: BARE_CALLS, word: to.word, expected: 1 });
	return ms;
}
