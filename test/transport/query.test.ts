import { queryString } from '../../transport/query';

describe('a query', () => {
	it.each<[story: string, query: Parameters<typeof queryString>[0], text: string]>([
		['a plus travels encoded: bare it would be a space', { sort: '+Id' }, '?sort=%2BId'],
		['lists travel with commas', { ids: [1, 2, 3] }, '?ids=1%2C2%2C3'],
		['what is undefined is left out', { page: 1, name: undefined }, '?page=1'],
		['false and nought are values', { active: false, page: 0 }, '?active=false&page=0'],
		['a value cannot end the query', { name: 'A&B=C #1' }, '?name=A%26B%3DC%20%231'],
		['letters of any script', { name: 'Müller' }, '?name=M%C3%BCller'],
		['nothing is nothing', {}, ''],
	])('%s', (_story, query, text) => {
		expect(queryString(query)).toBe(text);
	});

	it('is read back by a server as it was', () => {
		const query = {
			sort: '+Id',
			name: 'A+B & C',
			modifiedOnOrAfter: '2026-07-01T12:00:00.1234567Z',
		};
		expect(Object.fromEntries(new URLSearchParams(queryString(query)))).toEqual(query);
	});
});
