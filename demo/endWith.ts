import type { Account } from './account';
import { whenNpmIsGone } from './process/npmAbove';
import type { Undo } from './stage/undo';

export interface Ending {
	/** Whether the end has begun. */
	readonly begun: boolean;
	/** Ends everything that was started. */
	now(): Promise<void>;
	/** The same for a reason that the person should know, with exit code 1. */
	because(reason: string): void;
}

/**
 * Ends everything in order on Ctrl-C, on a signal, and when npm that started us is gone. On a second Ctrl-C this
 * process ends at once; what it started notices and ends by itself.
 */
export function endWith(undo: Undo, account: Account): Ending {
	let begun = false;
	const now = async () => {
		begun = true;
		await undo.all();
	};
	const stop = (reason: string, code: number) => {
		if (begun) process.exit(code);
		account.tell(`\n${reason} Ending n8n, ServiceTitan and Supabase …`);
		void now().then(() => process.exit(code));
	};
	process.on('SIGINT', () => stop('', 130));
	process.on('SIGTERM', () => stop('', 143));
	process.on('SIGHUP', () => stop('', 129));
	whenNpmIsGone(() => stop('npm is gone.', 1));
	return {
		get begun() {
			return begun;
		},
		now,
		because: (reason) => void (begun || stop(reason, 1)),
	};
}
