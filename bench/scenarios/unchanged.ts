import { randomUUID } from 'node:crypto';
import type { Measurements, Sample } from '../measuring/measurement';
import type { BenchStage } from '../stage/benchStage';
import { UNCHANGED, WRITE } from '../ways';
import type { SentCall } from './anew';
import { bareCalls, recorded } from './recorded';

interface Row {
	firstname: string | null;
	lastname: string | null;
	source_modified_on: string;
	source_read_at: string;
}

interface Batch {
	p_run_id: string | null;
	p_batch_id: string;
	p_rows: Row[];
	[more: string]: unknown;
}

const UPSERT = 'servicetitan_upsert_contacts';

/** The rows of 5,000 changes: written with other names, and sent again as they are stored, turn by turn. */
export async function measureUnchanged(
	stage: BenchStage,
	count: number,
	{ repeats, into }: { repeats: number; into: Measurements },
): Promise<void> {
	const { account } = stage;
	const { calls } = await account.during(`Noting the rows of ${count} changes`, () =>
		recorded(stage, count),
	);
	const batches = calls
		.filter(({ path }) => path.includes(UPSERT))
		.map(({ path, body }) => ({ path, batch: JSON.parse(body) as Batch }));
	const about = {
		scenario: 'a',
		what: `${count} stored rows`,
		key: 'unchanged',
		rateLimit: false,
	} as const;
	for (let repeat = 1; repeat <= repeats; repeat++) {
		await account.during(`Written and unchanged, ${repeat} of ${repeats}`, async () => {
			const word = `Turn${Date.now().toString(36)}`;
			const version = instantNow();
			const send = async (expected: 'updated' | 'unchanged'): Promise<Sample> => {
				const again = batches.map(({ path, batch }) => sentAgain(path, batch, { word, version }));
				const { ms, answers } = await bareCalls(stage, again);
				requireOutcome(answers, expected, count);
				return { ms, supabaseCalls: again.length };
			};
			into.add({ ...about, way: WRITE, customers: count, samples: [await send('updated')] });
			into.add({ ...about, way: UNCHANGED, customers: count, samples: [await send('unchanged')] });
		});
	}
}

/** Seven digits below the second, as ServiceTitan writes them. */
const instantNow = (): string => new Date().toISOString().replace('Z', '0000Z');

/** Outside of any run, so that none has to be opened for it; read a moment ago, as a real second reading is. */
function sentAgain(
	path: string,
	batch: Batch,
	{ word, version }: { word: string; version: string },
): SentCall {
	const rows = batch.p_rows.map((row) => ({
		...row,
		...(row.firstname === null ? { lastname: `${word} ${row.lastname}` } : { firstname: word }),
		source_modified_on: version,
		source_read_at: instantNow(),
	}));
	const body = { ...batch, p_run_id: null, p_batch_id: randomUUID(), p_rows: rows };
	return { service: 'Supabase', method: 'POST', path, body: JSON.stringify(body) };
}

/** @throws where another thing was measured than was meant */
function requireOutcome(
	answers: Array<{ counts?: object }>,
	outcome: string,
	expected: number,
): void {
	const found = answers.reduce(
		(sum, { counts }) =>
			sum + Number((counts as Record<string, number> | undefined)?.[outcome] ?? 0),
		0,
	);
	if (found !== expected) throw new Error(`${found} rows were ${outcome}, not ${expected}.`);
}
