import type { BenchStage } from '../stage/benchStage';
import type { Sample } from './measurement';
import { watchMemory } from './memoryWatch';

/** Does something in n8n once, and measures it from outside: time, calls, memory. */
export async function measured(
	{ n8n, simulator, supabaseCalls }: BenchStage,
	work: () => Promise<{ ms: number }>,
): Promise<Sample> {
	const before = await counts({ simulator, supabaseCalls });
	const memory = watchMemory(n8n.pid);
	try {
		const { ms } = await work();
		const after = await counts({ simulator, supabaseCalls });
		return {
			ms,
			serviceTitanCalls: after.serviceTitan - before.serviceTitan,
			supabaseCalls: after.supabase - before.supabase,
			...memory(),
		};
	} catch (cause) {
		memory();
		throw cause;
	}
}

const counts = async ({
	simulator,
	supabaseCalls,
}: Pick<BenchStage, 'simulator' | 'supabaseCalls'>) => ({
	serviceTitan: await simulator.control.requests(),
	supabase: await supabaseCalls(),
});
