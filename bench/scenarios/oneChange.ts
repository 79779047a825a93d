import { randomUUID } from 'node:crypto';
import { changed, complete, requireContacts } from '../measuring/prepare';
import { measured } from '../measuring/measured';
import type { Measurements } from '../measuring/measurement';
import { runScript } from '../scripts/runScript';
import type { BenchStage } from '../stage/benchStage';
import { openRecordingProxy, type RecordedCall } from '../stage/recordingProxy';
import { BARE_CALLS, EMPTY, OURS, WORKFLOWS } from '../ways';
import { runOurs } from './changes';

export interface Call extends RecordedCall {
	service: 'ServiceTitan' | 'Supabase';
}

/** One run of ours with so many changes, its calls to both services with all that was in them, in their order. */
export async function recorded(
	stage: BenchStage,
	changes: number,
): Promise<{ calls: Call[]; word: string; since: string }> {
	const { n8n, supabase, simulator } = stage;
	const proxy = await openRecordingProxy(supabase.url);
	await stage.pointOursTo(proxy.url);
	try {
		const { word, since } = await changed(stage, changes);
		const before = await simulator.control.requests();
		complete(await n8n.run(WORKFLOWS.incremental));
		const requests = await simulator.control.requestsAfter(before);
		const toServiceTitan = requests
			.filter(({ method }) => method === 'GET')
			.map(({ at, method, path, search }) => ({
				service: 'ServiceTitan' as const,
				at: Date.parse(at),
				method,
				path: `${path}?${search}`,
				body: '',
			}));
		const toSupabase = proxy.calls.map((call) => ({ ...call, service: 'Supabase' as const }));
		const calls = [...toServiceTitan, ...toSupabase].sort((a, b) => a.at - b.at);
		return { calls, word, since };
	} finally {
		await stage.pointOursTo(supabase.url);
		proxy.close();
	}
}

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

interface BareResult {
	ms: number;
	answers: Array<{ status: number; ms: number; outcome?: string; counts?: { updated: number } }>;
}

/** The same calls with another run's ids and another change of the same customer, so that as much is written. */
async function replayed(
	stage: BenchStage,
	{ calls, word, since }: Awaited<ReturnType<typeof recorded>>,
): Promise<number> {
	const next = await changed(stage, 1);
	const replace = replacements(calls);
	const anew = calls.map(({ service, method, path, body }) => ({
		service,
		method,
		path: path.replaceAll(encodeURIComponent(since), encodeURIComponent(next.since)),
		body: replace(body).replaceAll(word, next.word),
	}));
	const result = await bareCalls(stage, anew);
	await requireContacts(stage, { way: BARE_CALLS, word: next.word, expected: 1 });
	return result.ms;
}

/** Sends calls one after the other. @throws where one was refused */
export async function bareCalls(
	{ host, supabase, simulator }: BenchStage,
	calls: Array<Pick<Call, 'service' | 'method' | 'path' | 'body'>>,
): Promise<BareResult> {
	const result = await runScript<BareResult>(host.command, 'bareCalls.mjs', {
		account: simulator.account,
		supabase: { url: supabase.url, secretKey: supabase.secretKey },
		calls,
	});
	const refused = result.answers.find(({ status }) => status !== 200);
	if (refused) throw new Error(`A bare call was refused: ${JSON.stringify(refused)}`);
	return result;
}

interface Body {
	p_run_id?: string;
	p_batch_id?: string;
	p_rows?: Array<{ source_modified_on: string; source_read_at: string }>;
}

/** Run, batch and version of the recorded run exchanged for later ones. */
function replacements(calls: Call[]): (body: string) => string {
	const bodies = calls.flatMap(({ body }) => (body === '' ? [] : [JSON.parse(body) as Body]));
	const ids = new Set(bodies.flatMap(({ p_run_id, p_batch_id }) => [p_run_id, p_batch_id]));
	const versions = bodies.flatMap(({ p_rows = [] }) => p_rows);
	const later = new Date().toISOString();
	const pairs: Array<[string, string]> = [
		...[...ids].flatMap((id): Array<[string, string]> => (id ? [[id, randomUUID()]] : [])),
		...versions.map((row): [string, string] => [
			row.source_modified_on,
			later.replace('Z', '0000Z'),
		]),
		...versions.map((row): [string, string] => [row.source_read_at, later]),
	];
	return (body) => pairs.reduce((text, [from, to]) => text.replaceAll(from, to), body);
}
