import { diagnose } from '../../../../core/sync/diagnosis/diagnose';
import type { Evidence } from '../../../../core/sync/diagnosis/evidence';
import { known, unasked } from '../../../../core/sync/diagnosis/known';
import { evidence, facts, itemOf, run, said, state, suspected } from './healthy';

type Story = [story: string, more: Partial<Evidence>, sentence: RegExp];

const reason = { reason: 'value too long', rows: 3, crm_ids: ['7', '8'], since: null };
it.each<Story>([
	['none', {}, /^ok: No row fails\.$/],
	[
		'some, with their reasons',
		{ facts: facts({ failing: 4, reasons: [reason, { ...reason, rows: 1, reason: 'a rule' }] }) },
		/^warning: 4 customers cannot be written: 3 because: value too long \(e\.g\. customer 7, 8\); 1 because: a rule/,
	],
	[
		'none but one that is gone',
		{ facts: facts({ gone: 1 }) },
		/^ok: No row fails\. 1 customer .* is no longer/,
	],
])('names the rows that fail: %s', (_story, more, sentence) => {
	expect(said('failingRows', more)).toMatch(sentence);
});

const holder = { run_id: 'r1' };
const lost = run({ status: 'failed', handed_out: 12, remaining: 5 });
it.each<Story>([
	['nothing', {}, /^ok: Nothing is on its way/],
	[
		'some on their way',
		{ state: state({ run: holder }), facts: facts({ waiting: 3 }) },
		/^ok: 3 customers of the run that is open are on their way/,
	],
	[
		'some that never arrived',
		{ state: state({ run: holder, lease_expired: true }), facts: facts({ waiting: 3 }) },
		/^problem: The open run handed out customers, and 3 customers never arrived/,
	],
	[
		'those of the last run',
		{ state: state({ last_runs: [run(), lost] }) },
		/^warning: The run that began at .* handed out 12 customers, 5 never written/,
	],
	[
		'not once a later run was written',
		{ state: state({ last_runs: [run({ handed_out: 12 }), lost] }) },
		/^ok/,
	],
])('tells what was handed out and never written: %s', (_story, more, sentence) => {
	expect(said('handedOut', more)).toMatch(sentence);
});

const runs = (...counts: number[]) => ({
	state: state({ last_runs: counts.map((updated) => run({ updated })) }),
});
it.each<Story>([
	['too few to tell', runs(5000, 1), /^ok: There are too few runs/],
	[
		'usual',
		runs(10, 20, 30),
		/^ok: The biggest of the last 3 incremental runs changed 30 contacts/,
	],
	['a morning', runs(12, 400, 11, 9), /^ok/],
	[
		'far too many',
		runs(12, 21_871, 11, 9),
		/^warning: .*changed 21,871 contacts.*half of the others 11 or fewer\. There are 30,000 in all/,
	],
	['large ones as always', runs(3000, 2500, 2600), /^ok/],
	[
		'an initial sync, which does not count',
		{
			state: state({ last_runs: [run({ mode: 'initial', created: 30_000 }), run(), run(), run()] }),
		},
		/^ok: The biggest of the last 3/,
	],
])('compares the size of the runs: %s', (_story, more, sentence) => {
	expect(said('volume', more)).toMatch(sentence);
});

const example = (kind: string, by: string) => ({
	kind,
	by,
	value: '3125550100',
	contacts: [
		{ id: 'a', crm_id: null, name: 'ada' },
		{ id: 'b', crm_id: '7', name: null },
	],
});
it.each<Story>([
	['none', {}, /^ok: No customer is there twice\.$/],
	[
		'shared by customers',
		{ suspected: suspected({ shared: 1, examples: [example('shared', 'email')] }) },
		/^ok: .*1 phone number or e-mail is shared .*For example e-mail 3125550100: ada \(typed in by hand\), without a name \(customer 7\)/,
	],
	[
		'typed in by hand',
		{
			suspected: suspected({
				hand_made: 2,
				examples: [example('hand_made', 'phone'), example('shared', 'email')],
			}),
		},
		/^warning: 2 phone numbers or e-mails are that of a customer and of a contact typed in by hand: phone … 3125550100: [^;]*$/,
	],
	[
		'several contacts of one customer',
		{
			suspected: suspected({
				same_customer: 1,
				hand_made: 1,
				examples: [example('same_customer', 'crm_id')],
			}),
		},
		/^problem: 1 customer has more than one contact/,
	],
])('reports suspected duplicates: %s', (_story, more, sentence) => {
	expect(said('duplicates', more)).toMatch(sentence);
});

it('misses the unique key', () => {
	expect(said('uniqueKey')).toMatch(/^ok/);
	const without = { suspected: suspected({ unique_key: false }) };
	expect(said('uniqueKey', without)).toMatch(/^warning/);
	expect(itemOf('uniqueKey', without).toDo).toMatch(/Get Setup SQL/);
});

it.each<[ahead: number | null, sentence: RegExp]>([
	[30, /^ok: They are 30 seconds apart/],
	[-30, /^ok/],
	[600, /^warning: ServiceTitan's clock is 10 minutes ahead of the database's/],
	[-600, /^warning: .*10 minutes behind/],
	[null, /^warning: ServiceTitan's replies carry no time/],
])('compares the clocks: %s seconds', (ahead, sentence) => {
	expect(said('clocks', { clockAhead: known(ahead) })).toMatch(sentence);
});

describe('the summary', () => {
	it('is in one sentence where all is well, and comes first', () => {
		const [summary, ...checks] = diagnose(evidence());
		expect(summary).toMatchObject({
			check: 'summary',
			status: 'ok',
			found: `All ${checks.length} checks are fine.`,
			toDo: '',
		});
		expect(new Set(checks.map(({ check }) => check)).size).toBe(checks.length);
		expect(checks.every(({ toDo }) => toDo === '')).toBe(true);
	});

	it('has the words first, as every check: tables show them in this order', () => {
		for (const item of diagnose(evidence()))
			expect(Object.keys(item)).toEqual(['name', 'status', 'found', 'toDo', 'check']);
	});

	it('counts, and names the worst and what to do about it', () => {
		const off = {
			state: state({ sync_enabled: false }),
			clockAhead: known(600),
			waiting: unasked('So.'),
		};
		const { status, found, toDo } = itemOf('summary', off);
		expect(status).toBe('problem');
		expect(found).toMatch(
			/^1 problem, 1 warning, 1 check that cannot be made, 24 checks that are fine\. First: The sync is switched off/,
		);
		expect(toDo).toMatch(/Set Enabled/);
	});
});
