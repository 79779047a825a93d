import { inParallel } from '../../sync/inParallel';

/** Work that is done when the story says so. */
function slowWork() {
	const begun: number[] = [];
	const ends = new Map<number, (failure?: unknown) => void>();
	const work = async (input: number): Promise<string> => {
		begun.push(input);
		await new Promise<void>((resolve, reject) =>
			ends.set(input, (failure) => (failure === undefined ? resolve() : reject(failure as Error))),
		);
		return `done ${input}`;
	};
	const end = async (input: number, failure?: unknown) => {
		ends.get(input)?.(failure);
		for (let turn = 0; turn < 5; turn++) await Promise.resolve();
	};
	return { begun, work, end };
}

it('does as much at once as it may, and answers in the order of the inputs', async () => {
	const { begun, work, end } = slowWork();
	const all = inParallel([1, 2, 3, 4], 2, work);
	expect(begun).toEqual([1, 2]);
	await end(2);
	expect(begun).toEqual([1, 2, 3]);
	await end(3);
	await end(4);
	await end(1);
	expect(await all).toEqual(['done 1', 'done 2', 'done 3', 'done 4']);
});

it('starts nothing further once one has failed', async () => {
	const { begun, work, end } = slowWork();
	const all = inParallel([1, 2, 3, 4], 2, work);
	const outcome = expect(all).rejects.toThrow('the service is away');
	await end(1, new Error('the service is away'));
	await end(2);
	await outcome;
	expect(begun).toEqual([1, 2]);
});

it('makes a failure of whatever was thrown', async () => {
	const { work, end } = slowWork();
	const all = inParallel([1], 2, work);
	const outcome = expect(all).rejects.toEqual(new Error('words'));
	await end(1, 'words');
	await outcome;
});

it('has nothing to do for nothing', async () => {
	expect(await inParallel([], 4, async () => 'never')).toEqual([]);
});
