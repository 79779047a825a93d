import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, upsert } from './support/rows';
import { handedOut, newWorkspace } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
	await db.sql.unsafe('alter table contacts add short varchar(3)');
});
afterAll(() => db.drop());

/** Rows of every fate: new, seen before, older, twice, without phone, refused, set aside, unreadable. */
const anyRow = fc.record({
	id: fc.integer({ min: 1, max: 12 }),
	age: fc.integer({ min: 0, max: 5 }),
	fate: fc.constantFrom(
		'good',
		'good',
		'good',
		'bare',
		'poison',
		'unknown column',
		'set aside',
		'unreadable',
		'no id',
	),
});

function made({ id, age, fate }: { id: number; age: number; fate: string }): unknown {
	const crm_id = String(id);
	const good = row(crm_id, { source_modified_on: at(age), firstname: `Version ${age}` });
	if (fate === 'bare') return { ...good, phone: null };
	if (fate === 'poison') return { ...good, columns: { short: 'too long' } };
	if (fate === 'unknown column') return { ...good, columns: { nowhere: 1 } };
	if (fate === 'set aside') return { crm_id, set_aside: 'skipped', reason: 'left out' };
	if (fate === 'unreadable') return { crm_id, set_aside: 'failed', reason: 'no customer' };
	return fate === 'no id' ? { ...good, crm_id: '' } : good;
}

const sumOf = (counts: Record<string, number>): number =>
	['created', 'updated', 'unchanged', 'linked', 'skipped', 'failed'].reduce(
		(sum, key) => sum + (counts[key] ?? 0),
		0,
	);

it('created, updated, unchanged, linked, skipped and failed are as many as the rows that came in, whatever came', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(anyRow, { maxLength: 25 }), { maxLength: 3 }),
			async (batches) => {
				const workspace = await newWorkspace(call);
				await db.sql`insert into contacts (workspace_id, phone) values (${workspace}, '(312) 555-0001')`;
				for (const batch of batches) {
					const before = await contactsOf(workspace);
					const { rows, counts } = await upsert(call, workspace, batch.map(made));
					expect(rows).toHaveLength(batch.length);
					expect(sumOf(counts)).toBe(batch.length);
					for (const [outcome, count] of Object.entries(counts)) {
						expect([outcome, rows.filter((each) => each.outcome === outcome).length]).toEqual([
							outcome,
							count,
						]);
					}
					expect((await contactsOf(workspace)) - before).toBe(counts.created);
				}
			},
		),
		{ numRuns: 60 },
	);
});

async function contactsOf(workspace: string): Promise<number> {
	const [count] =
		await db.sql`select count(*)::int as n from contacts where workspace_id = ${workspace}`;
	return (count?.n as number | undefined) ?? -1;
}

describe('the counts of a run', () => {
	const ids = ['1', '2', '3', '4'];
	const all = [
		row('1'),
		row('2', { columns: { short: 'too long' } }),
		row('3', { phone: null }),
		row('4'),
	];
	const counted = async (run_id: string) => {
		const [run] = await db.sql`
			select created, updated, unchanged, linked, skipped, failed, handed_out from servicetitan_sync_runs where run_id = ${run_id}`;
		return run;
	};

	it('are those of its customers, once each, though the answer of a batch was lost and it was sent again', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ids);
		const batch_id = randomUUID();
		const first = await upsert(call, workspace, all, { run_id, batch_id });
		expect(await upsert(call, workspace, all, { run_id, batch_id })).toEqual(first);
		expect(await counted(run_id)).toMatchObject({
			created: 2,
			skipped: 1,
			failed: 1,
			handed_out: 4,
		});
	});

	it('are the same when the batch was halved, however small the parts', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ids);
		for (const each of all)
			await upsert(call, workspace, [each], { run_id, batch_id: randomUUID() });
		expect(await counted(run_id)).toMatchObject({
			created: 2,
			skipped: 1,
			failed: 1,
			handed_out: 4,
		});
	});
});
