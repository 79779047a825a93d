// Writes the migrations into a module, so that Get Setup SQL has them after a community install, where nobody
// has a checkout, and their newest timestamp into another. `npm run build` calls it; a test sees that what is
// committed is current.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('migrations/', import.meta.url);
const target = new URL('../nodes/ServiceTitanSync/migrations.json', import.meta.url);
const versionTarget = new URL('../core/schemaVersion.ts', import.meta.url);

const migrations = readdirSync(folder)
	.map((file) => /^(\d{14})_(.+)\.sql$/.exec(file))
	.filter((match) => match !== null)
	.sort(([a], [b]) => (a < b ? -1 : 1))
	.map(([file, version, name]) => ({
		version,
		name,
		sql: readFileSync(new URL(file, folder), 'utf8'),
	}));

writeFileSync(target, `${JSON.stringify(migrations, null, '\t')}\n`);
writeFileSync(
	versionTarget,
	`/** The newest migration that this package knows; written by supabase/embed.mjs. */
export const SCHEMA_VERSION = '${migrations.at(-1).version}';
`,
);
