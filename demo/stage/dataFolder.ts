import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { commandOf, isAlive } from '../supabase/alive';

const Settings = z.object({
	password: z.string(),
	encryptionKey: z.string(),
	/** The ports of the last start: the same again where they are free, so that bookmarks stay right. */
	ports: z.object({
		n8n: z.number(),
		broker: z.number(),
		supabase: z.number(),
		simulator: z.number(),
	}),
});
type Settings = z.infer<typeof Settings>;

/** One stage's folder: everything that a second start finds again. */
export interface DataFolder extends Settings {
	path: string;
	savePorts(ports: Settings['ports']): void;
	/** Lets another process have the folder. */
	release(): void;
}

/** @throws when another process is using the folder */
export function openDataFolder(folder: string): DataFolder {
	const path = resolve(folder);
	mkdirSync(path, { recursive: true });
	const claim = claimFolder(path);
	const file = join(path, 'settings.json');
	const settings = existsSync(file)
		? Settings.parse(JSON.parse(readFileSync(file, 'utf8')))
		: freshSettings();
	const save = (content: Settings) =>
		writeFileSync(file, JSON.stringify(content, null, '\t'), { mode: 0o600 });
	save(settings);
	return {
		...settings,
		path,
		savePorts: (ports) => save({ ...settings, ports }),
		release: () => rmSync(claim, { force: true }),
	};
}

const freshSettings = (): Settings => ({
	// n8n wants a digit and a capital letter in it.
	password: `Demo-${randomBytes(6).toString('hex')}-1`,
	encryptionKey: randomBytes(24).toString('hex'),
	ports: { n8n: 5678, broker: 5679, supabase: 54321, simulator: 4010 },
});

/** Two starts on one folder would take each other's PostgreSQL for an orphan and end it. */
function claimFolder(path: string): string {
	const claim = join(path, 'running.pid');
	const holder = existsSync(claim) ? Number(readFileSync(claim, 'utf8')) : 0;
	if (
		holder &&
		holder !== process.pid &&
		isAlive(holder) &&
		/node/.test(commandOf(holder) ?? 'node')
	)
		throw new Error(
			`Process ${holder} is using ${path}. Stop it first (Ctrl-C where it runs), or give this start a folder of its own: npm start -- --data <folder>.`,
		);
	writeFileSync(claim, String(process.pid));
	return claim;
}
