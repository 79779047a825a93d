import type { N8nContext } from '../../transport/http';
import { KeptCredential } from '../../transport/keptCredential';
import { TestClock } from '../support/n8nHost/serviceTitanWorld';

/** A credential that n8n has stored, and how often it was asked for. */
function stored(fields: { secretKey: string }) {
	const clock = new TestClock();
	const told = { asked: 0, failing: false };
	const getCredentials = async () => {
		told.asked += 1;
		if (told.failing) throw new Error('The database of n8n is away');
		return { ...fields };
	};
	const context = { getCredentials } as unknown as N8nContext;
	return { fields, told, clock, kept: new KeptCredential(context, 'supabaseSyncApi', clock) };
}

it('is read once for requests side by side and one after the other', async () => {
	const { kept, told } = stored({ secretKey: 'one' });
	const both = await Promise.all([kept.read(), kept.read()]);
	expect(both).toEqual([{ secretKey: 'one' }, { secretKey: 'one' }]);
	await kept.lend(async ({ type, data }) => {
		expect({ type, data }).toEqual({ type: 'supabaseSyncApi', data: { secretKey: 'one' } });
	});
	expect(told.asked).toBe(1);
});

it('reaches a run that goes on when a person corrects it, within half a minute', async () => {
	const { kept, fields, clock } = stored({ secretKey: 'wrong' });
	await kept.read();
	fields.secretKey = 'right';
	clock.pass(30_000);
	expect(await kept.read()).toEqual({ secretKey: 'right' });
});

it('is read again by a clock that was set back', async () => {
	const { kept, fields, clock } = stored({ secretKey: 'wrong' });
	await kept.read();
	fields.secretKey = 'right';
	clock.pass(-86_400_000);
	expect(await kept.read()).toEqual({ secretKey: 'right' });
});

it('keeps what n8n writes into it: a token that was renewed', async () => {
	const { kept } = stored({ secretKey: 'one' });
	await kept.lend(async ({ data = {} }) => void (data.accessToken = 'renewed'));
	expect(await kept.read()).toEqual({ secretKey: 'one', accessToken: 'renewed' });
});

it('keeps a renewed token although the request then failed', async () => {
	const { kept } = stored({ secretKey: 'one' });
	const sent = kept.lend(async ({ data = {} }) => {
		data.accessToken = 'renewed';
		throw new Error('Not found');
	});
	await expect(sent).rejects.toThrow('Not found');
	expect(await kept.read()).toMatchObject({ accessToken: 'renewed' });
});

it('of requests side by side each knows its own token, whatever another one got meanwhile', async () => {
	const { kept } = stored({ secretKey: 'one' });
	await kept.lend(async ({ data: slow }) => {
		await kept.lend(async ({ data: quick = {} }) => void (quick.accessToken = 'renewed'));
		expect(slow).toEqual({ secretKey: 'one' });
	});
	expect(await kept.read()).toMatchObject({ accessToken: 'renewed' });
});

it('is asked for again after n8n could not give it', async () => {
	const { kept, told } = stored({ secretKey: 'one' });
	told.failing = true;
	await expect(kept.read()).rejects.toThrow('The database of n8n is away');
	told.failing = false;
	expect(await kept.read()).toEqual({ secretKey: 'one' });
});
