import { answered, given, rowsOf, type Answers, type RowSeen } from './answers';
import { asExpected, different, open, type Question, type Verdict } from './assumption';
import { counted, grouped } from '../diagnosis/words';

export const listQuestions: Question[] = [
	{
		assumption: 'pageSize',
		name: 'Largest page',
		assumed: '500 customers a call, the default; up to 5,000 where Page Size says so.',
		otherwise:
			'Where a page is refused for its size, 50 are asked for instead: more calls, nothing is lost.',
		judge: pageSize,
	},
	{
		assumption: 'totalCount',
		name: 'Total count',
		assumed: 'It is given when it is asked for.',
		otherwise:
			'Nothing is lost by that as far as one knows, but a run of several pages cannot check any more that it saw everything, and neither progress nor Diagnose says how many there are.',
		judge: ({ first }) =>
			given(first, ({ totalCount }) =>
				typeof totalCount === 'number'
					? asExpected(`It is given: ${counted(totalCount, 'customer')}.`)
					: different('It is not given.'),
			),
	},
	{
		assumption: 'sort',
		name: 'Order by id',
		assumed: 'sort=+Id gives customers in the order of their ids.',
		otherwise:
			'A run notices that at the first page that is out of order, and reads the customers by time in slices of one page each: more calls, nothing is lost.',
		judge: sort,
	},
	{
		assumption: 'sinceInclusive',
		name: 'Modified on or after',
		assumed: 'modifiedOnOrAfter holds what was modified at that very instant, to the last digit.',
		otherwise:
			'A run reads again from 300 seconds before the cursor (Read Again Before), so that nothing is lost while that is more than 0.',
		judge: ({ sinceItself }) =>
			answered(sinceItself, ({ ids, reply }) => {
				if ('refused' in reply) return open(`ServiceTitan refused: ${reply.refused}`);
				const found = reply.given.data.some(({ id }) => ids.includes(id));
				return found
					? asExpected('A customer is found from the instant on at which it was modified.')
					: different('A customer is not found from the instant on at which it was modified.');
			}),
	},
];

function pageSize({ pageSizes }: Answers): Verdict {
	return answered(pageSizes, ({ largest, named, said }) => {
		if (largest !== null && largest >= 5000) return asExpected('5,000 a call are accepted.');
		const words = said ?? 'no reason given';
		if (largest !== null)
			return different(
				`${grouped(largest)} a call are accepted, 5,000 are not: ${words}`,
				`The default works. Where Page Size says more than ServiceTitan takes, ${named ? '50 are asked for instead' : 'runs fail: leave it at 500'}.`,
			);
		return named
			? different(`Fewer than 500 a call are accepted: ${words}`)
			: different(
					`Fewer than 500 a call are accepted, and the refusal does not name the page size: ${words}`,
					'Runs fail, because the package cannot tell what was refused. Set Page Size to 50 in the options, and report this text.',
				);
	});
}

const ascending = (rows: RowSeen[]): boolean =>
	rows.every(({ id }, index) => index === 0 || id > (rows[index - 1]?.id ?? 0));

function sort({ first, last }: Answers): Verdict {
	return given(first, ({ data }) => {
		if (data.length < 3) return open('There are too few customers to tell.');
		if (!ascending(data)) return different('They come in another order.');
		return given(last, ({ data: backwards }) =>
			ascending([...backwards].reverse())
				? asExpected('They come in the order that was asked for, upwards and downwards.')
				: different(
						'They come by their ids, but downwards is not kept.',
						'None: the package only asks for upwards. It looks at the order of every page all the same.',
					),
		);
	});
}

/** The ids of customers at both ends of the list, at most 50. */
export const someIds = ({ first, last }: Pick<Answers, 'first' | 'last'>): number[] =>
	[...new Set([...rowsOf(first), ...rowsOf(last)].map(({ id }) => id))].slice(0, 50);
