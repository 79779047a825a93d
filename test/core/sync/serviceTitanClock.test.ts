import { instantOfMillis, type Instant } from '../../../core/instant';
import { clockBefore, seeClock, type ClockNoted } from '../../../core/sync/serviceTitanClock';

const at = (time: string): Instant => instantOfMillis(Date.parse(`2026-03-02T${time}Z`));
const noted = (
	ahead_seconds: number | null,
	repeated_until: Instant | null = null,
): ClockNoted => ({
	ahead_seconds,
	repeated_until,
});

describe("what a run sees of ServiceTitan's clock", () => {
	it.each<
		[
			story: string,
			before: ClockNoted | undefined,
			serviceTitan: Instant | undefined,
			setBackSeconds: number,
			after: ClockNoted,
		]
	>([
		['the first look', undefined, at('12:00:03'), 0, noted(3)],
		['it goes as before', noted(3), at('12:00:02'), 0, noted(2)],
		['it always was ten minutes slow', noted(-600), at('11:50:00'), 0, noted(-600)],
		['a few seconds may be the way of the reply', noted(15), at('12:00:00'), 0, noted(0)],
		['it was set back', noted(0), at('11:50:00'), 600, noted(-600, at('12:00:00'))],
		['from fast to right', noted(600), at('12:00:00'), 600, noted(0, at('12:10:00'))],
		['it was set forward', noted(0), at('12:10:00'), 0, noted(600)],
		[
			'it was set back twice',
			noted(0, at('12:30:00')),
			at('11:50:00'),
			600,
			noted(-600, at('12:30:00')),
		],
		[
			'what may come twice stays known',
			noted(0, at('12:30:00')),
			at('12:00:00'),
			0,
			noted(0, at('12:30:00')),
		],
		['no reply says the time', noted(5, at('12:30:00')), undefined, 0, noted(null, at('12:30:00'))],
		['nobody knew before', noted(null), at('11:50:00'), 0, noted(-600)],
	])('%s', (_, before, serviceTitan, setBackSeconds, after) => {
		expect(seeClock(before, serviceTitan, at('12:00:00'))).toEqual({
			noted: after,
			setBackSeconds,
		});
	});
});

describe('the clock to compare with', () => {
	it.each<
		[
			story: string,
			noted: ClockNoted | undefined,
			written: number | undefined,
			before: ClockNoted | undefined,
		]
	>([
		['nothing is known', undefined, undefined, undefined],
		['as the last finished run noted it', noted(3), undefined, noted(3)],
		[
			'a later run wrote by a clock further ahead',
			noted(3, at('12:30:00')),
			590,
			noted(590, at('12:30:00')),
		],
		['a later run wrote long after it had read', noted(3), -120, noted(3)],
		['no run was ever finished', undefined, 5, noted(5)],
		['the last finished run saw no clock', noted(null), 5, noted(5)],
	])('%s', (_, finished, written, before) => {
		expect(clockBefore(finished, written)).toEqual(before);
	});
});
