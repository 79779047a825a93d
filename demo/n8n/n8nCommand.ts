import { spawn } from 'node:child_process';
import { environment, type N8nPlace } from './environment';

const patience = 180_000;

/**
 * Runs one of n8n's own commands to its end, e.g. `['export:nodes', '--output=nodes.json']`.
 * @returns everything it printed
 * @throws with what it printed when it failed; some of n8n's commands say so in their output alone
 */
export function n8nCommand(place: N8nPlace, args: string[]): Promise<string> {
	const { command, args: first } = place.host;
	const child = spawn(command, [...first, ...args], {
		cwd: place.folder,
		env: environment(place),
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: patience,
	});
	let said = '';
	child.stdout.on('data', (text: Buffer) => (said += text));
	child.stderr.on('data', (text: Buffer) => (said += text));
	return new Promise((resolve, reject) => {
		child.once('error', (cause) => reject(new Error(`n8n could not be started: ${cause.message}`)));
		child.once('close', (code) =>
			code === 0 && !/An error occurred/i.test(said)
				? resolve(said)
				: reject(
						new Error(`n8n ${args[0]} did not come out (${code}). It said:\n${said.slice(-4000)}`),
					),
		);
	});
}
