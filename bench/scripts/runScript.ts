import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs one of the bare scripts in a process of its own, on the Node that n8n runs on.
 * @param input  what it reads from standard input, as JSON
 * @returns the JSON it prints
 * @throws with what it said when it failed
 */
export function runScript<T>(node: string, script: string, input: object): Promise<T> {
	const child = spawn(node, [join(__dirname, script)], { stdio: ['pipe', 'pipe', 'pipe'] });
	let [said, complained] = ['', ''];
	child.stdout.on('data', (text: Buffer) => (said += text));
	child.stderr.on('data', (text: Buffer) => (complained += text));
	child.stdin.end(JSON.stringify(input));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0
				? resolve(JSON.parse(said) as T)
				: reject(new Error(`${script} ended with ${code}: ${complained.slice(-2000)}`)),
		);
	});
}
