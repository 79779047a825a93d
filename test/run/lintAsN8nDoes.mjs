import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { root, run } from './child.mjs';
import { shippedFolders } from './shipped.mjs';

/** What a release is made of, and what its lint reads besides. */
const shipped = [...shippedFolders, 'icons', 'package.json', 'tsconfig.json', 'eslint.config.mjs'];

/**
 * Warnings that n8n lets pass, and why we do, too. All others fail the check.
 */
const accepted = [
	{
		rule: '@n8n/community-nodes/credential-unnecessary-password',
		about: "'appKey'",
		because: 'the app key is a secret, though its name does not sound like one to the rule',
	},
];

/**
 * `n8n-node lint` reads every .ts below the folder it stands in, so it gets one that holds nothing but what is
 * shipped: simulator, demo and tests are not n8n's business.
 * @returns whether it found nothing but warnings we accept
 */
export async function lintAsN8nDoes() {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-lint-'));
	try {
		for (const path of shipped) cpSync(join(root, path), join(folder, path), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
		const n8nNode = join(root, 'node_modules', '.bin', 'n8n-node');
		const { code, output } = await run(n8nNode, ['lint'], {
			cwd: folder,
			minutes: 10,
			keepOutput: true,
		});
		return code === 0 && warningsAccepted(output);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function warningsAccepted(output) {
	const warnings = stripVTControlCharacters(output)
		.split('\n')
		.filter((line) => /^\s+\d+:\d+\s+warning\s/.test(line));
	const reasons = warnings.map((line) =>
		accepted.find(({ rule, about }) => line.includes(rule) && line.includes(about)),
	);
	for (const reason of reasons.filter(Boolean))
		console.log(`Accepted, because ${reason.because}: ${reason.rule}`);
	const others = reasons.filter((reason) => !reason).length;
	if (others > 0) console.log(`${others} warning(s) that nobody accepted: mend them.`);
	return others === 0;
}
