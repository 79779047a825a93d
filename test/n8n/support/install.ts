import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { cacheFolder } from '../../../demo/host/cacheFolder';
import { root } from '../../../demo/stage/root';
import { family, stillRunning, type Process } from './processes';

export interface Installed {
	code: number | null;
	said: string;
	/** Where n8n is, or would be. */
	folder: string;
	/** How often npm ran in this cache, this install included. */
	npmRuns: number;
}

/** The installer as a process of its own, with an npm that only pretends. */
export class Install {
	readonly ended: Promise<Installed>;
	private readonly child: ChildProcess;
	private readonly log: string;

	constructor(
		base: string,
		npm: 'quick' | 'slow' | 'failing' = 'quick',
		more: NodeJS.ProcessEnv = {},
	) {
		this.log = join(base, 'npm.log');
		this.child = spawn(process.execPath, ['--import', 'tsx', 'demo/host/install.ts'], {
			cwd: root,
			env: {
				...process.env,
				N8N_HOST: undefined,
				N8N_HOST_CACHE: base,
				npm_execpath: join(__dirname, 'pretendedNpm.js'),
				PRETEND: npm,
				PRETEND_LOG: this.log,
				...more,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let said = '';
		for (const stream of [this.child.stdout, this.child.stderr])
			stream?.on('data', (text: Buffer) => (said += text));
		this.ended = new Promise((resolve) =>
			this.child.once('exit', (code) =>
				resolve({ code, said, folder: folderIn(base), npmRuns: this.npmRuns() }),
			),
		);
	}

	async npmBegan(): Promise<void> {
		while (this.npmRuns() === 0) await sleep(50);
	}

	/** Kills it with -9. @returns what it had started and is still running half a minute later */
	async kill(): Promise<Process[]> {
		const all = family(this.child.pid ?? 0);
		this.child.kill('SIGKILL');
		return stillRunning(all);
	}

	private npmRuns(): number {
		return existsSync(this.log) ? readFileSync(this.log, 'utf8').split('\n').length - 1 : 0;
	}
}

const folderIn = (base: string) => join(base, cacheFolder().folder.split(/[\\/]/).at(-1) ?? '');
