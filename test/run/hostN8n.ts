import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { cacheFolder } from '../../demo/host/cacheFolder';
import { missingDisk, missingMemory } from '../../demo/host/needs';
import { nodeBinary } from '../../demo/host/nodeBinary';

/**
 * Prints, as one line of JSON, what the runner must know before it starts a real n8n:
 * `missing`, one sentence for each thing this machine lacks, and `node`, the Node that came with n8n, if one did.
 */
const named = process.env.N8N_HOST;
const { base, folder } = cacheFolder();
const host = named ?? folder;
const installed = existsSync(join(host, 'node_modules', 'n8n'));
const needsDisk = !named && !installed;
const node = installed ? nodeBinary(host) : process.execPath;

console.log(
	JSON.stringify({
		missing: [...missingMemory(), ...(needsDisk ? missingDisk(base) : [])],
		node: node === process.execPath ? undefined : node,
	}),
);
