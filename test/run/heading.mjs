const bold = (text) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text);

export const heading = (title) =>
	console.log(`\n${bold(`── ${title} ${'─'.repeat(Math.max(3, 76 - title.length))}`)}`);

/** @param ms milliseconds  @returns "4.2 s" or "3 min 05 s" */
export function duration(ms) {
	if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
	const seconds = Math.round(ms / 1000);
	return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
