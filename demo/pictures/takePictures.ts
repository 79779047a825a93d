import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminalAccount } from '../account';
import type { Stage } from '../stage/stage';
import { startStage } from '../stage/startStage';
import { complaintsOf, logIn, openBrowser } from './browser';
import { Editor } from './editor';
import { takeGuidePictures } from './guidePictures';
import { takeNodePictures } from './nodePictures';
import { takeWorkflowPictures } from './workflowPictures';

/** Takes the pictures of the documentation anew from a running n8n: `npm run pictures`, or `-- nodes` for some. */
const account = terminalAccount();

const sets = { workflows: takeWorkflowPictures, nodes: takeNodePictures, guide: takeGuidePictures };
const names = Object.keys(sets) as Array<keyof typeof sets>;

function wantedSets(asked: string[]): Array<keyof typeof sets> {
	const unknown = asked.filter((name) => !(name in sets));
	if (unknown.length > 0)
		throw new Error(`There are no pictures of ${unknown.join(', ')}, only of ${names.join(', ')}.`);
	return asked.length === 0 ? names : names.filter((name) => asked.includes(name));
}

/** On a stage of its own, from the beginning: what earlier pictures created would be found again. */
async function take(name: keyof typeof sets): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), 'pictures-'));
	try {
		const stage = await startStage({ dataDir, account });
		await takeOn(stage, name).finally(() => stage.stop());
	} finally {
		rmSync(dataDir, { recursive: true, force: true });
	}
}

async function takeOn(stage: Stage, name: keyof typeof sets): Promise<void> {
	const browser = await openBrowser();
	try {
		const page = await logIn(browser, stage.n8n.url, stage.owner);
		const complaints = complaintsOf(page);
		await account.during(`Taking the pictures of ${name}`, () =>
			sets[name](stage, new Editor(page, stage.n8n.url), account),
		);
		if (complaints.length > 0)
			throw new Error(`The browser complained: ${[...new Set(complaints)].join('; ')}`);
	} finally {
		await browser.close();
	}
}

async function main(): Promise<void> {
	for (const name of wantedSets(process.argv.slice(2))) await take(name);
}

void main().then(
	() => process.exit(),
	(cause: Error) => {
		account.tell(cause.message);
		process.exit(1);
	},
);
