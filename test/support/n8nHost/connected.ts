import { RequestFailed, type Failure } from '../../../core/failure';
import { connectServiceTitan } from '../../../transport/serviceTitan';
import { listContext } from './contexts';
import { startServiceTitanWorld } from './serviceTitanWorld';

/** Before anything in a simulator happened. */
export const LONG_AGO = '2020-01-01T00:00:00.0000000Z';

/** A simulated ServiceTitan and our connection to it. */
export async function startConnected(customers = 0) {
	const world = startServiceTitanWorld({ customers });
	const connection = await connectServiceTitan(listContext(world.host), world.clock);
	return { ...world, connection };
}

/** How it failed; not failing is wrong. */
export async function failureOf(asked: Promise<unknown>): Promise<Failure> {
	const thrown: unknown = await asked.catch((failure: unknown) => failure);
	if (thrown instanceof RequestFailed) return thrown.failure;
	throw new Error('It should have failed');
}
