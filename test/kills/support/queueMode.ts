import type { Undo } from '../../../demo/stage/undo';
import type { N8nPlace } from '../../../demo/n8n/environment';
import { startRedis } from './redis';
import { Worker } from './worker';

/** What n8n's main process and its workers are told. @param undo  where the end of its Redis is noted */
export async function queueMode(undo: Undo): Promise<Record<string, string>> {
	const redis = await startRedis();
	undo.later(() => redis.stop());
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	};
}

/** Two of them beside a running n8n. @param concurrency  executions at once in each */
export async function twoWorkers(
	place: N8nPlace,
	undo: Undo,
	concurrency: number,
): Promise<Worker[]> {
	const workers: Worker[] = [];
	for (const name of ['worker-1', 'worker-2']) {
		const worker = await Worker.start(place, name, concurrency);
		undo.later(() => worker.stop());
		workers.push(worker);
	}
	return workers;
}
