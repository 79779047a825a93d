import { RequestFailed, type Failure } from '../../core/failure';
import {
	readAll,
	at,
	scriptedServiceTitan,
	type Script,
} from '../support/world/scriptedServiceTitan';

const phone = (id: number, customerId: number, more: object = {}) => ({
	id,
	customerId,
	type: 'Phone',
	value: '512-555-0100',
	modifiedOn: at('11:50:00'),
	...more,
});

const read = async (script: Script, more: Parameters<typeof readAll>[1] = {}) => {
	const { serviceTitan, asked } = scriptedServiceTitan(script);
	const outcome = await readAll(serviceTitan, { includeContacts: true, ...more }).catch(
		(failure: unknown) => ({ failure, ids: undefined, changes: undefined, progress: undefined }),
	);
	return { asked, ...outcome };
};

const failing = (kind: Failure['kind']): RequestFailed =>
	new RequestFailed('ServiceTitan', { kind, detail: 'x' } as Failure);

describe('the export of contact methods', () => {
	it('goes on from its token, says nothing where all is well, and calls its customers updated', async () => {
		const exported: Script['exported'] = () => ({
			data: [phone(1, 7), phone(2, 7), phone(3, 8)],
			hasMore: false,
			continueFrom: 'next',
		});
		const { asked, changes, progress } = await read({ exported });
		expect(asked.exports).toEqual(['token']);
		expect(asked.ids).toEqual([[7, 8]]);
		expect(changes).toMatchObject([
			{ customer: { id: 7 }, event: 'updated', retry: false },
			{ customer: { id: 8 }, event: 'updated', retry: false },
		]);
		expect(progress).toMatchObject({ notes: [], window: { contactFrom: 'next' } });
	});

	it('does not ask again for customers it has just shown with their phones', async () => {
		const script: Script = {
			customers: () => ({ data: [{ id: 7, modifiedOn: at('11:50:00') }], hasMore: false }),
			methods: () => [phone(1, 7), phone(2, 7)],
			exported: () => ({
				data: [phone(1, 7), phone(2, 7), phone(9, 7, { active: false })],
				hasMore: false,
				continueFrom: 'next',
			}),
		};
		const { asked, ids, changes } = await read(script);
		expect(ids).toEqual([7]);
		expect(asked.ids).toEqual([]);
		expect(changes?.[0]?.contacts).toHaveLength(2);
	});

	it('asks again where a phone is gone that was just shown', async () => {
		const script: Script = {
			customers: () => ({ data: [{ id: 7, modifiedOn: at('11:50:00') }], hasMore: false }),
			methods: () => [phone(1, 7)],
			exported: () => ({
				data: [phone(1, 7, { active: false })],
				hasMore: false,
				continueFrom: 'next',
			}),
		};
		expect((await read(script)).ids).toEqual([7, 7]);
	});

	it('asks for fifty customers a call', async () => {
		const many = Array.from({ length: 120 }, (_, index) => phone(index + 1, index + 1));
		const exported = () => ({ data: many, hasMore: false, continueFrom: 'next' });
		expect((await read({ exported })).asked.ids.map(({ length }) => length)).toEqual([50, 50, 20]);
	});

	it.each<Failure['kind']>(['denied', 'misdirected', 'missing'])(
		'that is %s gives way to the list by modification time, and the run says what is not seen',
		async (kind) => {
			const exported: Script['exported'] = () => {
				throw failing(kind);
			};
			const modified = () => ({ data: [phone(1, 7)], hasMore: false });
			const { asked, ids, progress } = await read({ exported, modified });
			expect(asked).toMatchObject({ exports: ['token'], slices: 1 });
			expect(ids).toEqual([7]);
			expect(progress?.notes.join()).toMatch(/removals are not seen/);
		},
	);

	it('whose token is refused is read again from shortly before the cursor, and says so', async () => {
		const exported: Script['exported'] = (from) => {
			if (from === 'token') throw failing('rejected');
			return { data: [phone(1, 7)], hasMore: false, continueFrom: 'next' };
		};
		const { asked, ids, progress } = await read({ exported });
		expect(asked.exports).toEqual(['token', at('11:25:00')]);
		expect(ids).toEqual([7]);
		expect(progress?.notes.join()).toMatch(/no longer accepts/);
	});

	it('that refuses its beginning, too, ends the run after one try', async () => {
		const exported: Script['exported'] = () => {
			throw failing('rejected');
		};
		const { asked, ...outcome } = await read({ exported }, { contactToken: null });
		expect(outcome).toMatchObject({ failure: { failure: { kind: 'rejected' } } });
		expect(asked.exports).toEqual([at('11:25:00')]);
	});

	it.each<[story: string, failure: unknown]>([
		['an outage', failing('unavailable')],
		['a defect of ours', new TypeError('x is undefined')],
	])('is not read from its beginning for %s', async (_, failure) => {
		const exported: Script['exported'] = () => {
			throw failure;
		};
		const { asked, ...outcome } = await read({ exported });
		expect(outcome).toMatchObject({ failure });
		expect(asked.exports).toEqual(['token']);
	});

	it.each<[empty: number, ends: boolean]>([
		[50, false],
		[51, true],
	])('with %i empty batches in a row is taken for endless: %s', async (empty, ends) => {
		let batches = 0;
		const exported: Script['exported'] = () => {
			batches++;
			const data = batches > empty ? [phone(1, 7)] : [];
			return { data, hasMore: batches <= empty, continueFrom: `token ${batches}` };
		};
		const outcome = await read({ exported });
		expect('failure' in outcome).toBe(ends);
	});

	it('may have many batches with something in them', async () => {
		let batches = 0;
		const exported: Script['exported'] = () => {
			batches++;
			return {
				data: [phone(batches, batches)],
				hasMore: batches < 80,
				continueFrom: `token ${batches}`,
			};
		};
		expect((await read({ exported })).ids).toHaveLength(80);
	});

	it('is begun again by the next run at the first batch whose customer was not there yet', async () => {
		let batches = 0;
		const exported: Script['exported'] = () => {
			batches++;
			return {
				data: [phone(batches, batches)],
				hasMore: batches < 4,
				continueFrom: `token ${batches}`,
			};
		};
		const byIds = (ids: number[]) => ids.filter((id) => id === 1 || id === 4).map((id) => ({ id }));
		const { progress } = await read({ exported, byIds });
		expect(progress?.window).toMatchObject({ heldFrom: 'token 1', contactFrom: 'token 4' });
	});
});

describe('customers that could not be written before', () => {
	it('are asked for by their ids, but for those that were read already and what is no id', async () => {
		const script: Script = {
			customers: () => ({ data: [{ id: 7, modifiedOn: at('11:50:00') }], hasMore: false }),
		};
		const { asked, changes } = await read(script, { retries: ['7', 'x', '', '8'] });
		expect(asked.ids).toEqual([[8]]);
		expect(changes).toMatchObject([
			{ customer: { id: 7 }, retry: false },
			{ customer: { id: 8 }, event: 'updated', retry: true },
		]);
	});

	it('are left alone by the first read, which only notes what is there', async () => {
		const { asked, ids } = await read({}, { cursor: null, retries: ['8'] });
		expect(asked.ids).toEqual([]);
		expect(ids).toEqual([]);
	});
});
