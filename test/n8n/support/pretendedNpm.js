/** Stands in for npm: writes down that it ran, then "installs" n8n quickly, slowly, or not at all. */
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');

const { PRETEND, PRETEND_LOG } = process.env;
appendFileSync(PRETEND_LOG, `${process.argv.slice(2).join(' ')}\n`);
if (PRETEND === 'failing') {
	console.error('npm error the registry is on holiday');
	process.exit(1);
}
setTimeout(
	() => {
		mkdirSync('node_modules/n8n/bin', { recursive: true });
		writeFileSync('node_modules/n8n/package.json', '{"version":"0.0.0"}');
		writeFileSync('node_modules/n8n/bin/n8n', '');
	},
	PRETEND === 'slow' ? 60_000 : 700,
);
