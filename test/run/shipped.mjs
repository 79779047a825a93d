import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './child.mjs';

/** The folders whose code is shipped. */
export const shippedFolders = ['core', 'sync', 'transport', 'nodes', 'credentials'];

/** Every TypeScript file in them, by its path from the root. */
export const shippedSources = () =>
	shippedFolders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true })
			.filter((path) => path.endsWith('.ts'))
			.map((path) => join(folder, path)),
	);
