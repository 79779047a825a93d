import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';

import { packed } from './support/packed';

interface Ran {
	triggered: unknown;
	written: unknown;
	/** Bodies of the calls to the database. */
	sent: Array<{ p_rows?: Array<Record<string, unknown>> }>;
}

function runBuilt(): Ran {
	const { folder } = packed();
	const script = join(__dirname, 'support/runBuilt.cjs');
	const output = execFileSync(process.execPath, [script, folder], {
		cwd: dirname(folder),
		encoding: 'utf8',
		env: { PATH: process.env.PATH },
	});
	return JSON.parse(output) as Ran;
}

describe('the built nodes, with nothing but what n8n brings beside them', () => {
	let ran: Ran;
	beforeAll(() => {
		ran = runBuilt();
	}, 300_000);

	it('hand a customer out with its contact methods', () => {
		expect(ran.triggered).toMatchObject([[{ json: { id: 7, contacts: [{ id: 70 }] } }]]);
	});

	it('write it through the inlined supabase-js, its phone brought into form by the inlined phone library', () => {
		expect(ran.sent).toHaveLength(1);
		expect(ran.sent[0]?.p_rows).toMatchObject([
			{ crm_id: '7', firstname: 'John', lastname: 'Smith', phone: '+16142242222' },
		]);
		expect(ran.written).toMatchObject([
			[{ json: { outcome: 'created' } }],
			[{ json: { created: 1 } }],
		]);
	});
});
