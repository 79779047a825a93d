import type { SyncUnderFire, Victim } from './fire';

/**
 * What must be so after a kill, once everything runs again: `contacts` equals ServiceTitan, one row a customer; the
 * run that was struck has come to an end, in words where it failed; none is left running; the last one completed, and
 * the cursor has moved since.
 */
export async function expectHealed(sync: SyncUnderFire, victim: Victim): Promise<void> {
	await sync.caughtUp();
	await sync.pause();
	expect(await sync.contacts()).toEqual(sync.ledger.expected());
	const struck = await sync.run(victim.run_id);
	expect(['completed', 'failed']).toContain(struck.status);
	if (struck.status === 'failed') expect(struck.failure).toMatch(/^[A-Z].*[.?]/);
	const since = await sync.runs(victim.started_at);
	expect(since.map(({ status }) => status)).not.toContain('running');
	expect(since.at(-1)?.status).toBe('completed');
	const { last_modified_cursor: cursor } = await sync.scene.state();
	// A run that rode it out moves the cursor to its own start, which was before.
	const before = struck.status === 'failed' ? victim.killedAt : victim.cursor;
	expect(cursor?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
	expect(cursor?.getTime()).toBeLessThanOrEqual(Date.now());
}

const deathInWords =
	/^The run gave no sign of life since .*|^Handed out \d+ customers?, \d+ never written/;

/** The run that was killed is recorded as failed, says why, and names the one that took over. */
export async function expectRecorded(sync: SyncUnderFire, { run_id }: Victim): Promise<void> {
	const dead = await sync.run(run_id);
	expect(dead).toMatchObject({
		status: 'failed',
		failure: expect.stringMatching(deathInWords),
		finished_at: expect.any(Date),
	});
	expect((await sync.run(dead.taken_over_by ?? '')).status).toBe('completed');
}
