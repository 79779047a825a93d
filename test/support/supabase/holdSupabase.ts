import { startSupabase } from '../../../demo/supabase/startSupabase';

/** A process of its own that holds an embedded Supabase in the folder it is given, until it is ended. */
async function main(): Promise<void> {
	const { pid, postgresPid } = await startSupabase({ dataDir: process.argv[2] ?? '' });
	process.stdout.write(`${JSON.stringify({ pid, postgresPid })}\n`);
	setInterval(() => undefined, 1_000);
}

void main();
