import type { Answers } from '../../../../core/sync/assumptions/answers';
import { checkAssumptions } from '../../../../core/sync/assumptions/checkAssumptions';
import { known, unasked } from '../../../../core/sync/diagnosis/known';
import { about, answersWith, at, itemOf, refused, reply, row, said } from './answered';

type Story = [story: string, more: Partial<Answers>, sentence: RegExp, consequence?: RegExp];

const judges = (assumption: string, stories: Story[]) =>
	describe(assumption, () => {
		it.each(stories)('%s', (_story, more, sentence, consequence = /./) => {
			expect(said(assumption, more)).toMatch(sentence);
			expect(itemOf(assumption, more).consequence).toMatch(consequence);
		});
	});

it('says in one line that all is as assumed, and how many calls that took', () => {
	const [summary, ...items] = checkAssumptions(answersWith(), 14);
	expect(summary).toMatchObject({
		status: 'asExpected',
		answer: `Of ${items.length} assumptions: ${items.length} as expected. 14 calls to ServiceTitan, which changed nothing there.`,
	});
	for (const item of items) {
		expect(item).toMatchObject({ status: 'asExpected', consequence: 'It works as assumed.' });
		expect(item.assumed).not.toBe('');
	}
	const order = ['name', 'status', 'answer', 'assumed', 'consequence', 'assumption'];
	for (const item of [summary, ...items]) expect(Object.keys(item ?? {})).toEqual(order);
	expect(new Set(items.map(({ assumption }) => assumption)).size).toBe(items.length);
});

it('leaves everything open where ServiceTitan could not be asked, and says why', () => {
	const first = { state: 'failed' as const, found: 'The App Key is refused.', toDo: '' };
	const [summary, ...items] = checkAssumptions(answersWith({ first }), 1);
	expect(summary).toMatchObject({
		status: 'unknown',
		answer: expect.stringContaining('1 call to'),
	});
	for (const { status, answer, consequence } of items) {
		expect(status).toBe('unknown');
		expect(answer).toMatch(/^ServiceTitan could not be asked: The App Key is refused\./);
		expect(consequence).toMatch(/^Should it be otherwise: /);
	}
});

judges('pageSize', [
	[
		'500 but not 5,000',
		{ pageSizes: known({ largest: 500, named: true, said: 'pageSize: too large' }) },
		/^different: 500 a call are accepted, 5,000 are not: pageSize/,
		/50 are asked for instead\./,
	],
	[
		'500 but not 5,000, and the reason is not named',
		{ pageSizes: known({ largest: 500, named: false, said: 'no' }) },
		/^different/,
		/runs fail: leave it at 500/,
	],
	[
		'not even 500',
		{ pageSizes: known({ largest: null, named: true, said: 'pageSize: at most 100' }) },
		/^different: Fewer than 500/,
		/50 are asked for instead: more calls, nothing is lost/,
	],
	[
		'not even 500, and the reason is not named',
		{ pageSizes: known({ largest: null, named: false, said: 'no' }) },
		/^different: .*does not name/,
		/^Runs fail/,
	],
	['not to be had', { pageSizes: unasked('It broke off.') }, /^unknown: It broke off/],
]);

judges('totalCount', [
	[
		'not given',
		{ first: known(reply([row(1)])) },
		/^different/,
		/cannot check any more that it saw/,
	],
]);

judges('sort', [
	['too few to tell', { first: known(reply([row(1), row(2)])) }, /^unknown/],
	[
		'another order',
		{ first: known(reply([row(2), row(1), row(3)])) },
		/^different: They come in another/,
		/by time in slices/,
	],
	[
		'by id, but not downwards',
		{ last: known(reply([row(1), row(2)])) },
		/^different: .*downwards is not kept/,
		/^None/,
	],
	['refused', { first: refused('sort: unknown') }, /^unknown: ServiceTitan refused: sort/],
]);

judges('sinceInclusive', [
	['left out', { sinceItself: about([], {}, [25]) }, /^different/, /300 seconds before/],
	['no customer', { sinceItself: unasked('There is no customer to ask for.') }, /^unknown/],
]);

judges('ids', [
	[
		'refused',
		{ byIds: known({ ids: [1, 2], reply: { refused: 'ids: 1', kind: 'rejected' } }) },
		/^different: 2 ids were refused: ids: 1/,
		/fails and says so/,
	],
	[
		'some missing',
		{ byIds: about([row(1)]) },
		/^different: Of 50 customers asked for, 49 did not come/,
		/counts as gone after an hour/,
	],
	[
		'some kept back',
		{ byIds: about([row(1)], { hasMore: true }) },
		/^different/,
		/promises more is not trusted/,
	],
	[
		'passed over',
		{ byIds: about([row(99)]) },
		/^different: Records came that were not asked for/,
		/Runs fail/,
	],
	[
		'too few to tell',
		{ byIds: about([row(1)], {}, [1]) },
		/^unknown: All 1 came\. There are not enough/,
	],
	['nobody there', { byIds: about([], {}, []) }, /^unknown: There is no customer/],
]);

judges('customerIds', [
	[
		'refused',
		{ methodsOf: known({ ids: [1], reply: { refused: 'no', kind: 'rejected' } }) },
		/^different/,
		/fails and says so/,
	],
	['passed over', { methodsOf: about([row(99)]) }, /^different/, /must not pass for/],
	[
		'too few to tell',
		{ methodsOf: about([], {}, [1]) },
		/^unknown: 0 contact methods of 1 customer came/,
	],
]);

judges('inactiveContactMethods', [
	['left out', { inactive: about([], {}, [1, 2]) }, /^asExpected: None of 2 inactive customers/],
	['nobody inactive', { inactive: about([], {}, []) }, /^unknown/],
	[
		'refused',
		{ inactive: known({ ids: [1], reply: { refused: 'not active', kind: 'conflict' } }) },
		/^different/,
		/fails and says so/,
	],
]);

const stamped = (modifiedOn: string | null) => ({
	first: known(reply([row(1, { modifiedOn, createdOn: null })])),
	last: known(reply([])),
});
judges('timestampDigits', [
	['three', stamped('2026-07-01T12:00:00.123Z'), /^asExpected: 1 timestamp of 3 digits/],
	[
		'nine',
		stamped('2026-07-01T12:00:00.123456789Z'),
		/^different: .* 9 digits/,
		/Further digits are cut/,
	],
	[
		'no zone',
		stamped('2026-07-01T12:00:00'),
		/^different: There are times without a zone/,
		/read as UTC/,
	],
	['an offset', stamped('2026-07-01T12:00:00+02:00'), /^asExpected/],
	[
		'no time at all',
		stamped('7/1/2026'),
		/^different: .*another form: "7\/1\/2026"/,
		/fails alone and by name/,
	],
	['nothing to look at', stamped(null), /^unknown/],
]);

judges('modifiedOn', [
	[
		'missing on one',
		{ first: known(reply([row(1), row(2, { modifiedOn: null })])), last: known(reply([])) },
		/^different: Of 2 that were looked at, 1 do not/,
		/each time it is met/,
	],
	['nobody there', { first: known(reply([])), last: known(reply([])) }, /^unknown/],
]);

judges('dateHeader', [['missing', { dated: known(false) }, /^different/, /less 15 minutes/]]);
judges('clocks', [
	['ahead', { clockAhead: known(600) }, /^different: ServiceTitan is 10 minutes ahead/],
	['behind', { clockAhead: known(-600) }, /^different: ServiceTitan is 10 minutes behind/],
	[
		'without a database',
		{ clockAhead: unasked('Supabase is away.') },
		/^unknown: Supabase is away/,
	],
]);

judges('contactExport', [
	[
		'not permitted',
		{ exportWith: refused('Scope.', 'denied') },
		/^different: ServiceTitan does not permit/,
		/removals do not until/,
	],
	[
		'refused otherwise',
		{ exportWith: refused('from: bad') },
		/^different: ServiceTitan refused/,
		/^Runs fail/,
	],
]);
judges('exportDate', [
	[
		'passed over',
		{ exportWith: known(reply([row(1), row(2), row(3, { modifiedOn: at(5) })])) },
		/^different: Of 3 rows, 2 are older/,
		/from its beginning/,
	],
	['nothing since', { exportWith: known(reply([])) }, /^asExpected: Nothing changed/],
	['nothing at all', { exportWith: known(reply([])), methodsOf: about([]) }, /^unknown/],
]);
judges('exportToken', [
	[
		'refused',
		{ exportOn: refused('from: too old') },
		/^different: It is refused: from/,
		/from 20 minutes before the cursor/,
	],
]);
judges('includeRecentChanges', [
	[
		'passed over',
		{ exportWith: known(reply([])) },
		/^different: Of 1 of the last 15 minutes, 1 are not shown/,
	],
	[
		'an older form of it',
		{ exportWith: known(reply([row(7, { modifiedOn: at(20) })])) },
		/^different/,
	],
	[
		'nothing recent',
		{ recent: known(reply([row(7, { modifiedOn: at(20) })])) },
		/^unknown: .*Change one/,
	],
	['too much', { recent: known(reply([row(7)], { hasMore: true })) }, /^unknown: Too much changed/],
]);
judges('exportLag', [
	['as reported', {}, /^asExpected: .* of 5 minutes ago/],
	[
		'longer',
		{ recent: known(reply([row(7, { modifiedOn: at(25) })])) },
		/^different: A change of 25 minutes ago/,
		/may miss a changed phone number/,
	],
	[
		'none',
		{ exportWithout: known(reply([row(7, { modifiedOn: at(5) })])) },
		/^different: Changes are shown at once/,
		/sooner is only better/,
	],
	['nothing to compare', { recent: known(reply([])) }, /^unknown/],
	[
		'only old ones, shown',
		{
			recent: known(reply([row(7, { modifiedOn: at(20) })])),
			exportWithout: known(reply([row(7, { modifiedOn: at(20) })])),
		},
		/^unknown/,
	],
]);

judges('wrongAppKey', [
	['403', { wrongAppKey: known(403) }, /^asExpected: It is 403/],
	['accepted', { wrongAppKey: known(200) }, /^different: A wrong App Key is accepted/, /unnoticed/],
	['400', { wrongAppKey: known(400) }, /^different: It is 400/, /ServiceTitan's own words/],
]);
judges('tokenTenant', [
	['none', { tokenTenant: known(null) }, /^different: It does not/, /name both/],
	['another one', { tokenTenant: known('8') }, /^different: It says 8/],
]);
