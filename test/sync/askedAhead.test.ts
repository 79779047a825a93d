import { AskedAhead } from '../../sync/askedAhead';

function asking(send = async (place: string) => `what is at ${place}`) {
	const sent: string[] = [];
	const asked = new AskedAhead(async (place: string) => {
		sent.push(place);
		return await send(place);
	});
	return { asked, sent };
}

it('is sent before its turn, and not again in its turn', async () => {
	const { asked, sent } = asking();
	asked.begin('a');
	expect(sent).toEqual(['a']);
	expect(await asked.ask('a')).toBe('what is at a');
	expect(await asked.ask('a')).toBe('what is at a');
	expect(sent).toEqual(['a', 'a']);
});

it('is of no use where another place is asked for', async () => {
	const { asked, sent } = asking();
	asked.begin('a');
	expect(await asked.ask('b')).toBe('what is at b');
	expect(sent).toEqual(['a', 'b']);
});

it('is sent once, however often it is begun, and not after its turn', async () => {
	const { asked, sent } = asking();
	asked.begin('a');
	asked.begin('a');
	await asked.ask('a');
	asked.begin('a');
	expect(sent).toEqual(['a']);
});

it('fails in its turn, and disturbs nobody who never asks', async () => {
	const { asked } = asking(async () => await Promise.reject(new Error('503')));
	asked.begin('a');
	await new Promise((go) => setImmediate(go));
	await expect(asked.ask('a')).rejects.toThrow('503');
});
