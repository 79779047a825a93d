import { createChance } from '../../simulator/chance';
import type { MemorySupabaseOptions } from '../support/memory/memorySupabase';
import { editSomebody } from './initial/business';
import { initialWorld, lastRunOf, WORKSPACE, wrongsIn, type InitialWorld } from './initial/world';

type Json = Record<string, unknown>;

const idsIn = (rows: unknown, key: string): string[] =>
	(rows as Json[]).map((row) => String(row[key]));

/** Listens to both sides: what was read up to which place, what was written, which places were kept too early. */
async function listening() {
	const written = new Set<string>();
	const early: string[] = [];
	const readUpTo = new Map<unknown, string[]>();
	const expectWritten = (place: unknown, what: string): void => {
		const missing = (readUpTo.get(place) ?? []).filter((id) => !written.has(id));
		if (missing.length > 0) early.push(`${what} ${missing.join()} were not written yet`);
	};
	const beforeCall: MemorySupabaseOptions['beforeCall'] = (name, { p_methods, p_backfill }) => {
		const backfill = (p_backfill ?? {}) as Json;
		if (name === 'servicetitan_stage_methods') {
			for (const id of idsIn(p_methods, 'id')) written.add(id);
			expectWritten(backfill.contactsFrom, 'contact methods');
		}
		if (name === 'servicetitan_checkpoint_run') expectWritten(backfill.customersFrom, 'customers');
	};
	const afterCommit: MemorySupabaseOptions['afterCommit'] = (name, { p_rows }) => {
		if (name !== 'servicetitan_upsert_contacts') return;
		for (const id of idsIn(p_rows, 'crm_id')) written.add(id);
	};
	const world = await initialWorld({ customers: 40, faults: { beforeCall, afterCommit } });
	listen(world, readUpTo);
	return { world, early, places: readUpTo };
}

/** Notes for each place of both exports what came before it. */
function listen({ ports }: InitialWorld, readUpTo: Map<unknown, string[]>): void {
	const { serviceTitan } = ports;
	for (const name of ['customerExport', 'contactMethodExport'] as const) {
		const ask = serviceTitan[name] as typeof serviceTitan.customerExport;
		serviceTitan[name] = (async (from: string | undefined) => {
			const reply = await ask(from);
			const before = [...(readUpTo.get(from) ?? []), ...reply.value.data.map(({ id }) => `${id}`)];
			readUpTo.set(reply.value.continueFrom, before);
			return reply;
		}) as never;
	}
}

it('keeps a place once all that comes before it is written, never earlier', async () => {
	const { world, early, places } = await listening();
	const chance = createChance(7);
	world.simulator.world.afterAnswer = () => editSomebody(world.simulator, chance);
	await world.copy();
	expect(early).toEqual([]);
	expect(places.size).toBeGreaterThan(10);
});

describe('a run whose workspace another one has taken over', () => {
	/** The k-th call of the first run waits while a person gives the workspace free and a second run begins. */
	async function takenOverAt(call: number) {
		let calls = 0;
		let busy = false;
		let then: string | undefined;
		const world: InitialWorld = await initialWorld({
			customers: 20,
			faults: {
				beforeCall: async () => {
					if (busy || ++calls !== call) return;
					busy = true;
					world.supabase.changeState(WORKSPACE, { sync_status: 'idle' });
					await world.copy({ handBackAfter: 9, again: true });
					world.pass(1);
					then = everything(world);
				},
			},
		});
		const first = await world.copy().catch((failure: unknown) => failure);
		return { world, first, then, now: everything(world) };
	}

	const everything = ({ supabase, state }: InitialWorld): string =>
		JSON.stringify([state(), supabase.contactRows(WORKSPACE), supabase.staged(WORKSPACE)]);

	it('writes nothing more, at whichever call it was, and the second one goes on', async () => {
		// The first call sets the workspace up, and the second starts the run.
		let call = 3;
		for (; call < 60; call++) {
			const { world, first, then, now } = await takenOverAt(call);
			if (then === undefined) break;
			const over = (first as { initialSyncCompleted?: boolean }).initialSyncCompleted === true;
			if (!over)
				expect([call, first]).toEqual([call, expect.objectContaining({ code: 'not_current' })]);
			expect(now).toBe(then);
			if (world.state().backfill !== null) await world.copy();
			expect(wrongsIn(world)).toEqual([]);
			expect(lastRunOf(world)).toMatchObject({ status: 'completed', mode: 'initial' });
		}
		expect(call).toBeGreaterThan(15);
	});
});
