/** What `npm start` runs. */
import { createRequire } from 'node:module';
import { build, ensureDependencies } from './bootstrap.mjs';

try {
	await ensureDependencies();
	await build();
	const require = createRequire(import.meta.url);
	// In this very process: one process fewer to end, and one fewer that can be killed alone.
	require('tsx/cjs/api').register();
	require('./main.ts');
} catch (cause) {
	console.error(cause.message);
	process.exitCode = 1;
}
