import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

function start(...args: string[]) {
	const child = spawn(join(ROOT, 'node_modules/.bin/tsx'), ['simulator/main.ts', ...args], {
		cwd: ROOT,
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (text: Buffer) => (output += text.toString()));
	return { child, output: () => output };
}

describe('npm run simulate', () => {
	it('says what to paste into the credential, serves it, and ends when told', async () => {
		const { child, output } = start('--port', '0', '--customers', '7', '--seed', '2');
		while (!output().includes('App Key')) await new Promise((next) => setTimeout(next, 50));
		expect(output()).toContain('ready with 7 customers');
		const said = (label: string) => new RegExp(`${label} +(\\S+)`).exec(output())?.[1] ?? '';
		const token = await fetch(`${said('Authentication URL')}/connect/token`, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: said('Client ID'),
				client_secret: said('Client Secret'),
			}),
		});
		const { access_token } = (await token.json()) as { access_token: string };
		const path = `/crm/v2/tenant/${said('Tenant ID')}/customers?active=Any&includeTotal=true`;
		const customers = await fetch(said('API URL') + path, {
			headers: { authorization: `Bearer ${access_token}`, 'st-app-key': said('App Key') },
		});
		expect(await customers.json()).toMatchObject({ totalCount: 7 });
		child.kill('SIGTERM');
		await once(child, 'exit');
	});

	it('says what is wrong with its arguments', async () => {
		const { child, output } = start('--customers', 'many');
		const [code] = await once(child, 'exit');
		expect(code).toBe(1);
		expect(output()).toContain('--customers takes a whole number, and "many" is none.');
		expect(output()).not.toContain('    at ');
	});
});
