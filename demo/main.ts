import { parseArgs } from 'node:util';
import { terminalAccount } from './account';
import { endWith } from './endWith';
import { prove, type Proof } from './proof/prove';
import { openingWords, placesToLook, verdict } from './words';
import { placeDemoWorkflow } from './stage/placeDemoWorkflow';
import { startStage } from './stage/startStage';
import { Undo } from './stage/undo';

/** The demo: `npm start`. With `--once` it ends after the proof, with `--json` the proof's result is the last line. */
const { values } = parseArgs({
	options: {
		once: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false },
		data: { type: 'string', default: '.data/demo' },
	},
});

const account = terminalAccount();
const undo = new Undo();
const ending = endWith(undo, account);

async function demo(): Promise<Proof> {
	account.tell(openingWords);
	const stage = await startStage({ dataDir: values.data, account, durable: true }, undo);
	void stage.n8n.ended.then(() =>
		ending.because(`n8n ended by itself. Its own words are in ${stage.n8n.log}.`),
	);
	const scene = await placeDemoWorkflow(stage, account);
	const proof = await prove(stage, { ...stage, ...scene }, account);
	account.tell(verdict(proof));
	if (!values.once) account.tell(placesToLook(stage));
	return proof;
}

async function main(): Promise<void> {
	const proof = await demo();
	if (!proof.ok) process.exitCode = 1;
	if (values.once) await ending.now();
	if (values.json) account.tell(JSON.stringify(proof));
}

main().catch(async (cause: Error) => {
	if (ending.begun) return;
	process.exitCode = 1;
	account.tell(`\n${cause.message}`);
	await ending.now();
	if (values.json) account.tell(JSON.stringify({ ok: false, steps: [] } satisfies Proof));
});
