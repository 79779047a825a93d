import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';

interface LoadedFile {
	/** From the package's root, as package.json names it. */
	path: string;
	/** The class's name. */
	name: string;
	/** How long it took to load and to make one. */
	milliseconds: number;
}

export interface LoadedNode extends LoadedFile {
	description: INodeTypeDescription;
	/** Names of what parameters may call, e.g. `{ listSearch: ['customers'] }`. */
	methods: Record<string, string[]>;
	does: Array<'poll' | 'execute' | 'trigger' | 'webhook'>;
}

export interface LoadedCredential extends LoadedFile {
	credential: ICredentialType;
	does: Array<'authenticate' | 'preAuthentication' | 'test'>;
}

export interface Loaded {
	nodes: LoadedNode[];
	credentials: LoadedCredential[];
	/** The modules the package asked for, its own files apart. */
	asked: string[];
}

/** Loads the unpacked package in a process of its own, which has n8n's modules and nothing else. */
export function load(folder: string): Loaded {
	const script = join(__dirname, 'load.cjs');
	const output = execFileSync(process.execPath, [script, folder], {
		cwd: dirname(folder),
		encoding: 'utf8',
		env: { PATH: process.env.PATH, NODE_PATH: '' },
	});
	return JSON.parse(output) as Loaded;
}
