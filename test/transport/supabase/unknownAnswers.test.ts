import { RequestFailed } from '../../../core/failure';
import { parseInstant } from '../../../core/instant';
import type { CallFunction } from '../../../transport/supabase/connectSupabase';
import { runsOf } from '../../../transport/supabase/runs';
import { stagedMethodsOf } from '../../../transport/supabase/stagedMethods';
import { sentenceFor } from '../../../transport/sentenceFor';

const run = { workspaceId: '45963', runId: '7f0c4c1e-0000-4000-8000-000000000001' };
const commit = { cursor: parseInstant('2026-07-01T12:00:00Z') };

/** A database that answers everything so. */
const answering =
	(answer: unknown): CallFunction =>
	async () =>
		answer;

const steps: Array<[story: string, take: (call: CallFunction) => Promise<unknown>, fine: string]> =
	[
		['a checkpoint', async (call) => await runsOf(call).checkpoint(run, { commit } as never), 'ok'],
		[
			'contact methods that are staged',
			async (call) => await stagedMethodsOf(call).stage(run, [], {} as never),
			'ok',
		],
		['the end of a failed run', async (call) => await runsOf(call).fail(run, 'x', 'y'), 'failed'],
		[
			'the end of a failed run that another one closed',
			async (call) => await runsOf(call).fail(run, 'x', 'y'),
			'already_closed',
		],
	];

describe('an answer of a database that is newer than this package', () => {
	it.each(steps)('is no success: %s', async (_story, take) => {
		const thrown: unknown = await take(answering({ outcome: 'put_off', until: 'tomorrow' })).catch(
			(failure: unknown) => failure,
		);
		expect(thrown).toBeInstanceOf(RequestFailed);
		const { failure, service } = thrown as RequestFailed;
		const { message, description } = sentenceFor(failure, service);
		expect(message).toBe('Supabase answered in a form nobody expects');
		expect(description).toMatch(/outcome "put_off".* of different versions: .*Diagnose/);
	});

	it('is repeated only where it looks like an outcome: it may be anything', async () => {
		const secret = 'sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz';
		const thrown: unknown = await runsOf(answering({ outcome: secret }))
			.fail(run, 'x', 'y')
			.catch((failure: unknown) => failure);
		expect((thrown as RequestFailed).failure.detail).not.toContain('secret');
	});

	it.each(steps)('is taken with whatever it says besides: %s', async (_story, take, outcome) => {
		await expect(take(answering({ outcome, news: { of: 'later' } }))).resolves.toBeUndefined();
	});

	it.each(['waited', undefined])('ends a run only where it says so, not: %p', async (outcome) => {
		const finish = runsOf(answering({ outcome })).finish(run, { when: 'now' } as never);
		await expect(finish).rejects.toBeInstanceOf(RequestFailed);
	});
});
