import { openEmbeddedSupabase } from './embedded';
import { readSettings } from './settings';

/**
 * The embedded Supabase as a process of its own: prints one line of JSON when it is ready (readyLine.ts), runs until
 * SIGTERM, SIGINT, or the end of the process that started it, and leaves nothing behind.
 */
async function main(): Promise<void> {
	const supabase = await openEmbeddedSupabase(readSettings(process.argv.slice(2)));
	let stopping = false;
	const stop = async (exitCode: number) => {
		if (stopping) return;
		stopping = true;
		await supabase.stop();
		process.exit(exitCode);
	};
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
		process.on(signal, () => void stop(0));
	// Comes when our parent goes, even by kill -9.
	process.on('disconnect', () => void stop(0));
	void supabase.postgresEnded.then(() => {
		if (!stopping)
			process.stderr.write(
				'PostgreSQL ended by itself. Start again: nothing that was stored is lost.\n',
			);
		return stop(1);
	});
	process.stdout.write(`${JSON.stringify(supabase.ready)}\n`);
}

main().catch((failure: unknown) => {
	process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
	process.exit(1);
});
