import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Keys = z.object({
	secretKey: z.string().startsWith('sb_secret_'),
	publishableKey: z.string().startsWith('sb_publishable_'),
	jwtSecret: z.string().min(32),
	postgresPassword: z.string().min(1),
});

/** What clients of this Supabase authenticate with. One set for a data folder, whatever databases are in it. */
export type Keys = z.infer<typeof Keys>;

/**
 * The keys of a data folder: those made at its first start, so that what was given to a client keeps working.
 * @throws when there is a database but no keys to it
 */
export function keysOf(dataDir: string): Keys {
	const file = join(dataDir, 'keys.json');
	if (existsSync(file)) return Keys.parse(JSON.parse(readFileSync(file, 'utf8')));
	if (existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
		throw new Error(
			`${file} is missing, and the database in that folder opens with its password only. Put it back, or remove the folder to begin anew.`,
		);
	}
	const keys: Keys = {
		secretKey: `sb_secret_${randomBytes(24).toString('base64url')}`,
		publishableKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
		jwtSecret: randomBytes(32).toString('hex'),
		postgresPassword: randomBytes(18).toString('base64url'),
	};
	writeFileSync(file, JSON.stringify(keys, null, '\t'), { mode: 0o600 });
	return keys;
}
