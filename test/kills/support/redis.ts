import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../../../demo/process/freePort';
import { startKept } from '../../../demo/process/keptProcess';
import { until } from './until';

export interface Redis {
	port: number;
	stop(): Promise<void>;
}

/** A Redis of its own, on this machine alone, which keeps nothing on disk. */
export async function startRedis(): Promise<Redis> {
	const folder = mkdtempSync(join(tmpdir(), 'redis-'));
	const port = await freePort(26_379);
	const log = join(folder, 'redis.log');
	const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
	const redis = startKept('redis-server', settings, { env: process.env, cwd: folder, log });
	const stop = async () => {
		await redis.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await until('Redis', () => /Ready to accept connections/.test(readFileSync(log, 'utf8')), {
			patience: 30_000,
		});
		return { port, stop };
	} catch (cause) {
		await stop();
		throw cause;
	}
}
