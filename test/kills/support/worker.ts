import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { environment, type N8nPlace } from '../../../demo/n8n/environment';
import { freePort } from '../../../demo/process/freePort';
import { startKept, type KeptProcess } from '../../../demo/process/keptProcess';
import { cpuSeconds } from './cpuSeconds';
import { killKept } from './killKept';
import { until } from './until';

/** One `n8n worker` beside the main process, with ports of its own. */
export class Worker {
	private constructor(
		private readonly process: KeptProcess,
		private readonly log: string,
	) {}

	/** @param name  of its log @param concurrency  executions at once */
	static async start(place: N8nPlace, name: string, concurrency: number): Promise<Worker> {
		const log = join(place.folder, `${name}.log`);
		const broker = await freePort(place.brokerPort + 100);
		const health = await freePort(broker + 1);
		const { command, args } = place.host;
		const process = startKept(command, [...args, 'worker', `--concurrency=${concurrency}`], {
			env: {
				...environment(place),
				N8N_RUNNERS_BROKER_PORT: String(broker),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(health),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			},
			cwd: place.folder,
			log,
		});
		const worker = new Worker(process, log);
		try {
			await until(`${name} to be ready`, () => worker.said('n8n worker is now ready') > 0);
			return worker;
		} catch (cause) {
			await worker.stop();
			throw cause;
		}
	}

	/** How many executions it has begun. */
	get executions(): number {
		return this.said('Worker started execution');
	}

	/** Processor time so far, in seconds. */
	get cpuSeconds(): number {
		return cpuSeconds(this.process.pid);
	}

	kill(): Promise<void> {
		return killKept(this.process);
	}

	stop(): Promise<void> {
		return this.process.stop();
	}

	private said(words: string): number {
		return readFileSync(this.log, 'utf8').split(words).length - 1;
	}
}
