import { parseInstantIn } from '../../core/instantIn';

const CHICAGO = 'America/Chicago';

describe('a date and time as a person enters it', () => {
	it.each<[story: string, text: string, instant: string | undefined]>([
		['by the clock on the wall', '2026-07-01T06:00:00', '2026-07-01T11:00:00.0000000Z'],
		['with a blank, in winter', ' 2026-01-01 06:00 ', '2026-01-01T12:00:00.0000000Z'],
		['a day alone', '2026-07-01', '2026-07-01T05:00:00.0000000Z'],
		['in UTC', '2026-07-01T06:00:00Z', '2026-07-01T06:00:00.0000000Z'],
		['with an offset', '2026-07-01T06:00:00+02:00', '2026-07-01T04:00:00.0000000Z'],
		['with a short offset', '2026-07-01T06:00-05', '2026-07-01T11:00:00.0000000Z'],
		['with its fraction', '2026-07-01T06:00:00.1234567', '2026-07-01T11:00:00.1234567Z'],
		['without marks', '20260701T060000', '2026-07-01T11:00:00.0000000Z'],
		['by its week', '2026-W27-3T06:00', '2026-07-01T11:00:00.0000000Z'],
		['by its day of the year, in UTC', '2026-182T06:00Z', '2026-07-01T06:00:00.0000000Z'],
		['that does not exist in spring', '2026-03-08T02:30', '2026-03-08T08:30:00.0000000Z'],
		['that comes twice in autumn', '2026-11-01T01:30', '2026-11-01T06:30:00.0000000Z'],
		['a time without its day', '20:35', undefined],
		['a year alone', '2026', undefined],
		['a word', 'yesterday', undefined],
		['a day that is not there', '2026-02-30T06:00', undefined],
		['nothing', '', undefined],
	])('%s', (_, text, instant) => {
		expect(parseInstantIn(text, CHICAGO)).toBe(instant);
	});
});
