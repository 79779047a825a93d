/**
 * Does the work for every input, at most `limit` at a time, and answers in the order of the inputs.
 * The first failure ends it: nothing further is started.
 */
export async function inParallel<In, Out>(
	inputs: In[],
	limit: number,
	work: (input: In) => Promise<Out>,
): Promise<Out[]> {
	const results: Out[] = [];
	const queue = inputs.entries();
	let failed = false;
	const worker = async (): Promise<void> => {
		for (const [index, input] of queue) {
			if (failed) return;
			try {
				results[index] = await work(input);
			} catch (failure) {
				failed = true;
				throw failure instanceof Error ? failure : new Error(String(failure));
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, inputs.length) }, worker));
	return results;
}
