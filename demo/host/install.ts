import { terminalAccount } from '../account';
import { findHost } from './host';

/** Installs n8n ahead of time: `npx tsx demo/host/install.ts`. */
const account = terminalAccount();
findHost(account).then(
	({ name }) => account.tell(`Ready: ${name}.`),
	(cause: Error) => {
		account.tell(cause.message);
		process.exitCode = 1;
	},
);
