import { Refused } from '../../core/sync/refusal';
import { leaseKeeper } from '../../sync/leaseKeeper';

const key = { workspaceId: '1', runId: 'r' };

function keeper(answer: () => void = () => undefined) {
	let now = 0;
	let renewals = 0;
	const checkpoint = async () => {
		renewals++;
		answer();
	};
	const renew = leaseKeeper(
		{ runs: { checkpoint } as never, clock: { now: () => now } as never },
		key,
	);
	return {
		renew,
		pass: (ms: number) => (now += ms),
		renewals: () => renewals,
	};
}

it('renews the lease of a run that reads slowly, not at every page', async () => {
	const { renew, pass, renewals } = keeper();
	for (let page = 0; page < 60; page++) {
		pass(2_000);
		await renew();
	}
	expect(renewals()).toBe(4);
});

it('ends a run that was taken over', async () => {
	const { renew, pass } = keeper(() => {
		throw new Refused('not_current');
	});
	pass(31_000);
	await expect(renew()).rejects.toThrow(Refused);
});
