import { changed, complete } from '../measuring/prepare';
import { runScript } from '../scripts/runScript';
import type { BenchStage } from '../stage/benchStage';
import type { SentCall } from './anew';
import { openRecordingProxy, type RecordedCall } from '../stage/recordingProxy';
import { WORKFLOWS } from '../ways';

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

export interface BareResult {
	ms: number;
	answers: Array<{ status: number; ms: number; outcome?: string; counts?: { updated: number } }>;
}

/** Sends calls one after the other. @throws where one was refused */
export async function bareCalls(
	{ host, supabase, simulator }: BenchStage,
	calls: SentCall[],
): Promise<BareResult> {
	const result = await runScript<BareResult>(host.node, 'bareCalls.mjs', {
		account: simulator.account,
		supabase: { url: supabase.url, secretKey: supabase.secretKey },
		calls,
	});
	const refused = result.answers.find(({ status }) => status !== 200);
	if (refused) throw new Error(`A bare call was refused: ${JSON.stringify(refused)}`);
	return result;
}
