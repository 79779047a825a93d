/**
 * `it` for the steps of a story, in which what comes later builds on what came before: after one that failed the
 * others fail at once, rather than wait for what cannot come.
 * @param failed  called where a step fails, e.g. to keep a picture
 */
export function storyOf(
	failed: () => Promise<void>,
): (step: string, play: () => Promise<void>, patience: number) => void {
	let broken: string | undefined;
	return (step, play, patience) =>
		it(
			step,
			async () => {
				if (broken) throw new Error(`It did not come to this step after: ${broken}`);
				broken = step;
				await play().catch(async (cause) => {
					await failed();
					throw cause;
				});
				broken = undefined;
			},
			patience,
		);
}
