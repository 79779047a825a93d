import { z } from 'zod';

import { listedCustomer } from '../../../core/servicetitan/customer';
import { exportBatchOf, pageOf } from '../../../core/servicetitan/page';

const record = z.object({ id: z.number() });

describe('a page of a list', () => {
	const page = { data: [{ id: 1 }], hasMore: false, page: 1, pageSize: 50, totalCount: 1 };

	it('is read as ServiceTitan sends it', () => {
		expect(pageOf(record).parse(page)).toEqual(page);
	});

	it('needs its records and whether there are more, nothing else', () => {
		const least = { data: [], hasMore: true };
		expect(pageOf(record).parse(least)).toEqual(least);
		expect(pageOf(record).parse({ ...least, totalCount: null })).toMatchObject(least);
	});

	it.each<[story: string, more: object]>([
		['records that are none', { data: [{ id: 'x' }] }],
		['no records', { data: undefined }],
		['an end that cannot be told', { hasMore: undefined }],
		['a total that is no number', { totalCount: 'many' }],
		['half a record in its total', { totalCount: 1.5 }],
	])('with %s is refused', (_story, more) => {
		expect(pageOf(record).safeParse({ ...page, ...more }).success).toBe(false);
	});
});

describe('a page of customers', () => {
	const read = (data: unknown) => pageOf(listedCustomer).safeParse({ data, hasMore: false });

	it.each<[story: string, data: unknown[]]>([
		['all as usual', [{ id: 1, name: 'Ann' }, { id: 2 }]],
		['one of them odd', [{ id: 1 }, { id: 2, name: 7 }, { id: '3' }]],
		['none', []],
	])('gives the same as one by one: %s', (_story, data) => {
		expect(read(data).data?.data).toEqual(data.map((sent) => listedCustomer.parse(sent)));
	});

	it.each<[story: string, data: unknown, path: unknown[]]>([
		['no list', { id: 1 }, ['data']],
		['nothing', undefined, ['data']],
		['somebody without an id', [{ id: 1 }, { name: 'Ann' }], ['data', 1, 'id']],
	])('with %s is refused, and says where', (_story, data, path) => {
		expect(read(data).error?.issues[0]?.path).toEqual(path);
	});
});

describe('a batch of an export', () => {
	const batch = { data: [{ id: 1 }], hasMore: true, continueFrom: 'the token of the next batch' };

	it('is read as ServiceTitan sends it', () => {
		expect(exportBatchOf(record).parse(batch)).toEqual(batch);
	});

	it.each<[story: string, more: object]>([
		['records that are none', { data: [{ id: 'x' }] }],
		['an end that cannot be told', { hasMore: undefined }],
		['no token to go on from', { continueFrom: undefined }],
		['an empty token: it would begin the export anew', { continueFrom: '' }],
	])('with %s is refused', (_story, more) => {
		expect(exportBatchOf(record).safeParse({ ...batch, ...more }).success).toBe(false);
	});
});
