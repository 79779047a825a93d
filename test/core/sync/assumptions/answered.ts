import type { About, Answers, Reply, RowSeen } from '../../../../core/sync/assumptions/answers';
import type { Assumption } from '../../../../core/sync/assumptions/assumption';
import { checkAssumptions } from '../../../../core/sync/assumptions/checkAssumptions';
import { known, type Known } from '../../../../core/sync/diagnosis/known';

export const NOW = '2026-07-01T12:00:00.0000000Z';

export const at = (minutesAgo: number): string =>
	new Date(Date.parse('2026-07-01T12:00:00Z') - minutesAgo * 60_000)
		.toISOString()
		.replace('Z', '1234Z');

export const row = (id: number, more: Partial<RowSeen> = {}): RowSeen => ({
	id,
	customerId: id,
	modifiedOn: at(100),
	createdOn: at(200),
	...more,
});

export const reply = (data: RowSeen[], more: object = {}): Reply => ({
	given: { data, hasMore: false, totalCount: null, continueFrom: 'token', ...more },
});

export const refused = (said: string, kind = 'rejected'): Known<Reply> =>
	known({ refused: said, kind });

const fifty = Array.from({ length: 50 }, (_, index) => row(index + 1));
const ids = fifty.map(({ id }) => id);
const recent = row(7, { modifiedOn: at(5) });

export const about = (data: RowSeen[], more: object = {}, asked = ids): Known<About> =>
	known({ ids: asked, reply: reply(data, more) });

/** Everything as it is assumed, but for what is different. */
export const answersWith = (more: Partial<Answers> = {}): Answers => ({
	now: NOW,
	first: known(reply(fifty, { totalCount: 30_000 })),
	last: known(reply([...fifty].reverse())),
	pageSizes: known({ largest: 5000, named: true, said: null }),
	byIds: about(fifty),
	methodsOf: about(fifty),
	inactive: about([row(3)], {}, [3]),
	sinceItself: about([row(25)], {}, [25]),
	recent: known(reply([recent])),
	exportWith: known(reply([recent])),
	exportWithout: known(reply([])),
	exportOn: known(reply([])),
	exportFrom: at(30),
	dated: known(true),
	clockAhead: known(1),
	wrongAppKey: known(401),
	tokenTenant: known('7'),
	tenantId: '7',
	...more,
});

export function itemOf(assumption: string, more: Partial<Answers> = {}): Assumption {
	const item = checkAssumptions(answersWith(more), 14).find((one) => one.assumption === assumption);
	if (!item) throw new Error(`There is no assumption ${assumption}`);
	return item;
}

/** "different: what was found" */
export const said = (assumption: string, more: Partial<Answers> = {}): string => {
	const { status, answer } = itemOf(assumption, more);
	return `${status}: ${answer}`;
};
