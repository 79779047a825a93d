/** What the person at the terminal is told. Standard output, so that a file keeps all of it in order. */
export interface Account {
	tell(line?: string): void;
	/**
	 * Says what is being waited for until the work is done: at a terminal the seconds count in place, in a file
	 * a line comes every ten seconds. Nobody looks at a silent screen.
	 * @param progress  how far the work is, in words; asked for each time it is shown
	 * @returns what the work returns; what it throws is thrown on
	 */
	during<T>(what: string, work: () => Promise<T>, progress?: () => string): Promise<T>;
}

const inFile = 10_000;
const atTerminal = 1_000;

export function terminalAccount(out: NodeJS.WriteStream = process.stdout): Account {
	return {
		tell: (line = '') => void out.write(`${line}\n`),
		async during(what, work, progress = () => '') {
			const started = Date.now();
			const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
			const line = (ending: string) => `${what}: ${[seconds(), ending].filter(Boolean).join(', ')}`;
			const show = out.isTTY
				? () => out.write(inPlace(line(progress()), out.columns))
				: () => out.write(`${line(progress())}\n`);
			out.write(out.isTTY ? inPlace(`${what} …`, out.columns) : `${what} …\n`);
			const timer = setInterval(show, out.isTTY ? atTerminal : inFile);
			try {
				const result = await work();
				out.write(`${out.isTTY ? inPlace('', 0) : ''}${line('done')}\n`);
				return result;
			} catch (cause) {
				if (out.isTTY) out.write('\n');
				throw cause;
			} finally {
				clearInterval(timer);
			}
		},
	};
}

/** Over the line that stands there; one that wraps could not be taken back. */
const inPlace = (text: string, columns = 80): string =>
	`\r\x1b[K${text.slice(0, Math.max(0, columns - 1))}`;

/** For tests that say nothing themselves. */
export const silentAccount: Account = { tell: () => {}, during: (_what, work) => work() };
