import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { root } from '../../../demo/stage/root';
import { family, type Process } from './processes';

/** The demo as a process of its own, for tests that end it in unfriendly ways. */
export class DemoProcess {
	readonly child: ChildProcess;
	readonly ended: Promise<number | null>;
	said = '';

	constructor(dataDir: string, args: string[] = []) {
		const main = join(root, 'demo', 'main.ts');
		this.child = spawn(
			process.execPath,
			['--import', 'tsx', main, '--data', dataDir, ...args],
			// Without npm's variables: it ends itself when the npm that started it is gone.
			{ cwd: root, env: withoutNpm(), stdio: ['ignore', 'pipe', 'pipe'] },
		);
		for (const stream of [this.child.stdout, this.child.stderr])
			stream?.on('data', (text: Buffer) => (this.said += text));
		this.ended = new Promise((resolve) => this.child.once('exit', (code) => resolve(code)));
	}

	/** Waits until the demo says it. @throws with all it said when it ends before, or takes longer than five minutes */
	async says(text: string | RegExp): Promise<void> {
		const until = Date.now() + 300_000;
		while (!this.said.match(text)) {
			if (this.child.exitCode !== null || Date.now() > until)
				throw new Error(`The demo did not say ${text}. It said:\n${this.said}`);
			await sleep(200);
		}
	}

	/** It, and everything it started: n8n with keeper and runner, the API, PostgreSQL. */
	family(): Process[] {
		return family(this.child.pid ?? 0);
	}
}

const withoutNpm = () =>
	Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_OPTIONS$/.test(name)),
	);
