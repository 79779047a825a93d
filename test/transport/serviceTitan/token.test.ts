import { failureOf, LONG_AGO, startConnected } from '../../support/n8nHost/connected';

/** What is changed in a credential reaches a connection that is open within so many milliseconds. */
const UNTIL_READ_AGAIN = 30_000;

describe('a token', () => {
	const query = { modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 50 };

	it('that runs out during a run is renewed once, and nobody notices', async () => {
		const { simulator, clock, connection } = await startConnected(3);
		await connection.customers(query);
		clock.pass(15 * 60_000);
		expect((await connection.customers(query)).value.data).toHaveLength(3);
		expect(simulator.tokens.issued).toBe(2);
	});

	it('that runs out under requests side by side is renewed once for all of them', async () => {
		const { simulator, clock, connection } = await startConnected(3);
		await connection.customers(query);
		clock.pass(15 * 60_000);
		const pages = [1, 1, 1, 1, 1].map(() => connection.customers(query));
		for (const { value } of await Promise.all(pages)) expect(value.data).toHaveLength(3);
		expect(simulator.tokens.issued).toBe(2);
	});

	it('that is refused as soon as it is issued is not asked for without end', async () => {
		const { simulator, clock, credential, connection } = await startConnected();
		credential.appKey = 'ak1.of-another-app';
		clock.pass(UNTIL_READ_AGAIN);
		expect(await failureOf(connection.customers(query))).toMatchObject({ kind: 'expired' });
		expect(simulator.log.to('/connect/token')).toHaveLength(2);
	});

	it('that cannot be had because the sign-in is down is asked for again', async () => {
		const { simulator, connection } = await startConnected(1);
		simulator.faults.next(2, '503', { path: '/connect/token' });
		expect((await connection.customers(query)).value.data).toHaveLength(1);
	});

	it('that cannot be had because the keys are wrong is asked for once', async () => {
		const { simulator, clock, credential, connection } = await startConnected();
		credential.clientSecret = 'cs1.that-was-replaced';
		clock.pass(UNTIL_READ_AGAIN);
		expect(await failureOf(connection.customers(query))).toMatchObject({
			kind: 'denied',
			code: 'invalid_client',
		});
		expect(simulator.log.to('/connect/token')).toHaveLength(1);
	});
});
