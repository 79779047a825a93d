/** `KILLS=3` for a quick look; `KILL_SEED=…` for the same moments once more. */
export const kills = Number(process.env.KILLS ?? 20);
export const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);

export const numbers = Array.from({ length: kills }, (_, index) => index + 1);

/** Said at the end, so that the moments can be had again. @param told  e.g. "20 kills of n8n" */
export const report = (told: string): void => {
	process.stderr.write(`${told}. Again with the same moments: KILL_SEED=${seed}\n`);
};
