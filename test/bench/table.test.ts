import { Measurements } from '../../bench/measuring/measurement';
import { aligned, tableOf } from '../../bench/report/table';

describe('The table', () => {
	it('sets words to the left and numbers to the right', () => {
		expect(
			aligned([
				['way', 's'],
				['ours', '1.5'],
				['theirs', '120'],
			]),
		).toBe(['way     s', 'ours    1.5', 'theirs  120'].join('\n'));
	});

	it('says of each way the median, the least, the most, and how often', () => {
		const measurements = new Measurements();
		const about = {
			scenario: 'a',
			what: '1 change',
			key: 'changes1',
			way: 'ours',
			rateLimit: true,
		} as const;
		measurements.add({ ...about, samples: [{ ms: 300, serviceTitanCalls: 3 }] });
		measurements.add({ ...about, samples: [{ ms: 100 }, { ms: 25_000, peakMb: 612.4 }] });
		const [, line = ''] = tableOf(measurements.all).split('\n');
		expect(line.split(/ {2,}/)).toEqual([
			'a',
			'1 change',
			'ours',
			'0.300',
			'0.100',
			'25.0',
			'3',
			'3',
			'612',
			'on',
		]);
	});

	it('says where the rate limit was off, and what there is to note', () => {
		const samples = [{ ms: 1 }];
		const about = { scenario: 'a', what: 'rows', key: 'rows', way: 'ours', samples } as const;
		const line = tableOf([{ ...about, samples, rateLimit: false, note: '6 calls' }]);
		expect(line).toMatch(/off {2,}6 calls$/);
	});
});
