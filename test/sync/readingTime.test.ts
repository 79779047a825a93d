import { instantOfMillis } from '../../core/instant';
import { ReadingTime } from '../../sync/readingTime';

const at = (time: string): string => instantOfMillis(Date.parse(`2026-03-02T${time}Z`));

describe('the time of a reading', () => {
	it.each<[story: string, floor: string | undefined, dates: string[], times: string[]]>([
		['is the date of the reply', undefined, ['12:00:00', '12:00:05'], ['12:00:00', '12:00:05']],
		[
			'of replies that overtake each other, stays',
			undefined,
			['12:00:05', '12:00:03'],
			['12:00:05', '12:00:05'],
		],
		['after an earlier run, goes on', '11:45:00', ['12:00:00'], ['12:00:00']],
		[
			'after the clock was set back, goes on from what was written',
			'12:00:00',
			['11:50:00', '11:50:07'],
			['12:00:00', '12:00:07'],
		],
	])('%s', (_, floor, dates, times) => {
		const time = new ReadingTime(floor && at(floor));
		expect(dates.map((date) => time.of(at(date)))).toEqual(times.map(at));
	});

	it('is unknown where no reply says it', () => {
		expect(new ReadingTime(at('12:00:00')).of(undefined)).toBeUndefined();
	});
});
