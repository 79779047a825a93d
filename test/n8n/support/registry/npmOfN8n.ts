import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LocalRegistry } from './localRegistry';

/**
 * Variables for an n8n whose community installer finds its packages in the local registry, and that reaches nothing
 * outside of this machine.
 *
 * n8n names its registry to npm on the command line, which no configuration overrules, and takes another one only
 * with a licence. But npm first looks for a registry of the scope that it is set to, for packages without one too.
 * Before npm, n8n itself asks over HTTPS whether the version exists; where that fails, as behind the proxy, it asks
 * npm.
 * @param folder  where npm keeps its configuration and its cache
 */
export function npmOfN8n({ url }: LocalRegistry, folder: string): Record<string, string> {
	mkdirSync(folder, { recursive: true });
	const configuration = join(folder, 'npmrc');
	const lines = {
		scope: '@local',
		'@local:registry': url,
		registry: url,
		cache: join(folder, 'cache'),
		'update-notifier': false,
		'fetch-retries': 0,
	};
	const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`);
	writeFileSync(configuration, text.join(''));
	return {
		npm_config_userconfig: configuration,
		npm_config_globalconfig: join(folder, 'none'),
		HTTPS_PROXY: url,
		https_proxy: url,
	};
}
