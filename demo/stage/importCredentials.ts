import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { n8nCommand } from '../n8n/n8nCommand';
import type { N8nPlace } from '../n8n/environment';
import type { CredentialFile } from './credentialData';

/**
 * Gives n8n the credentials before it starts: a workflow that is active from the last time polls at once, and must
 * not do so with the ports of the last time. What n8n has already is not given again, which saves some seconds.
 * @returns whether anything was imported
 */
export async function importCredentials(
	place: N8nPlace,
	files: CredentialFile[],
): Promise<boolean> {
	const file = join(place.folder, 'credentials.json');
	const wanted = JSON.stringify(files);
	if (existsSync(file) && readFileSync(file, 'utf8') === wanted) return false;
	const fresh = `${file}.new`;
	writeFileSync(fresh, wanted, { mode: 0o600 });
	await n8nCommand(place, ['import:credentials', `--input=${fresh}`]);
	writeFileSync(file, wanted, { mode: 0o600 });
	return true;
}
