import { terminalAccount } from '../account';
import { findHost, installedHost } from './host';

/** Installs n8n ahead of time: `npx tsx demo/host/install.ts`, and behind it the folder of another recipe. */
const account = terminalAccount();
const [recipe] = process.argv.slice(2);
(recipe ? installedHost(account, recipe) : findHost(account)).then(
	({ name }) => account.tell(`Ready: ${name}.`),
	(cause: Error) => {
		account.tell(cause.message);
		process.exitCode = 1;
	},
);
