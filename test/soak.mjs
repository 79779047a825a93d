import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// `npm run test:soak -- --minutes 10`: stories of any order of everything by new seeds, in memory, until the time is over.
const soak = fileURLToPath(new URL('./sync/anyOrder/soak.ts', import.meta.url));
const tsx = fileURLToPath(new URL('../node_modules/tsx/dist/cli.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [tsx, soak, ...process.argv.slice(2)], {
	stdio: 'inherit',
});
process.exit(status ?? 1);
