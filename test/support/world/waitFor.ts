/** Asks again and again until it holds. @throws where it does not hold after ten seconds */
export async function waitFor(holds: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 10_000;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error('What was waited for did not come');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
