import type { RowOutcome } from '../../../../core/contact/contactRow';
import type {
	ContactFound,
	CustomerNow,
	DatabaseEvidence,
	Evidence,
} from '../../../../core/sync/explanation/evidence';
import { explain } from '../../../../core/sync/explanation/explain';

const at = (time: string): string => `2026-07-01T${time}:00.0000000Z`;

const contact = (id: string, more: Partial<ContactFound> = {}): ContactFound => ({
	id,
	crm_id: '7',
	source_modified_on: at('09:00'),
	updated_at: at('09:05'),
	...{ own: false, merged: false, by_id: false, by_phone: false, by_email: false },
	...more,
});
const own = (id: string, more: Partial<ContactFound> = {}) => contact(id, { own: true, ...more });
const typed = (id: string) => contact(id, { crm_id: null, by_phone: true });

const failure = (more: object = {}) => ({
	reason: 'Supabase refused the row: too long',
	sqlstate: '22001',
	attempts: 3,
	first_failed_at: at('08:00'),
	last_failed_at: at('09:00'),
	next_attempt_at: at('10:00'),
	status: 'open',
	...more,
});

const handedOut = (more: object = {}) => ({
	run_status: 'running',
	started_at: at('09:30'),
	consumer: { workflowName: 'Contact sync' },
	acknowledged_at: null,
	outcome: null,
	is_current: true,
	lease_expired: false,
	...more,
});

interface Told {
	database: Partial<DatabaseEvidence>;
	customer: Partial<CustomerNow['customer']> | null;
	row: object;
	contactMethods: number;
	trial: Partial<RowOutcome>;
}

/** A customer who changed at 9 and is not there yet, in a workspace where all is well since 10. */
function evidence({ database, customer, row, contactMethods, trial }: Partial<Told>): Evidence {
	const now =
		customer === null ? null : { id: 7, name: 'Ann', modifiedOn: at('09:00'), ...customer };
	return {
		crmId: '7',
		lookbackSeconds: 300,
		database: {
			known: {
				now: at('12:00'),
				sync_enabled: true,
				initial_sync_completed: true,
				initial_sync_open: false,
				cursor: '2026-07-01T10:00:00.000000Z',
				contacts: [],
				elsewhere: [],
				...database,
			},
		},
		serviceTitan: {
			known: now && {
				customer: now,
				contactMethods: contactMethods ?? 1,
				row: { crm_id: '7', phone: '+13125550142', email: null, ...row } as CustomerNow['row'],
			},
		},
		trial: { known: { crm_id: '7', outcome: 'created', ...trial } },
	};
}

const there = (more: Partial<Told> = {}): Partial<Told> => ({
	trial: { outcome: 'unchanged' },
	...more,
	database: { contacts: [own('c1')], ...more.database },
});

type Case = [story: string, told: Partial<Told>, verdict: string, message: RegExp];

describe('a customer who is not in contacts', () => {
	it.each<Case>([
		[
			'is unknown to ServiceTitan',
			{ customer: null },
			'unknownCustomer',
			/no customer 7 in this tenant/,
		],
		[
			'cannot be read',
			{ customer: { unreadable: { reason: 'name is a number', asSent: {} } } },
			'unreadable',
			/cannot be read: name is a number\. Correct that field/,
		],
		[
			'was merged into one who is there',
			{ customer: { mergedToId: 8 }, database: { contacts: [contact('c8', { merged: true })] } },
			'merged',
			/merged into customer 8, who is contact c8\. Use that contact/,
		],
		[
			'was merged into one who is not',
			{ customer: { mergedToId: 8 } },
			'merged',
			/merged into customer 8, who is not in contacts\. Ask why customer 8/,
		],
		[
			'has nothing to reach it by',
			{ row: { phone: null }, contactMethods: 0 },
			'noContactMethods',
			/neither phone nor e-mail\. Such a customer gets no contact\. Add a phone number/,
		],
		[
			'is deactivated and has lost it',
			{ row: { phone: null }, customer: { active: false } },
			'inactive',
			/gets no contact/,
		],
		[
			'has a row in its way',
			{
				trial: { outcome: 'failed', reason: 'duplicate key value violates unique constraint "x"' },
				database: { contacts: [contact('c9', { crm_id: '9', by_phone: true })] },
			},
			'conflict',
			/The same phone or e-mail has contact c9\. Decide which/,
		],
		[
			'failed before and would fail again',
			{
				trial: { outcome: 'failed', reason: 'too long' },
				database: { failure: failure() },
			},
			'failed',
			/Supabase would not take it: too long\. Correct what it names/,
		],
		[
			'failed before, and is tried again',
			{ database: { failure: failure() } },
			'failed',
			/could not be written, 3 times since 2026-07-01 08:00 UTC, last 2026-07-01 09:00 UTC: Supabase refused the row: too long\. The next attempt is due 2026-07-01 10:00 UTC\./,
		],
		[
			'met a key before',
			{ database: { failure: failure({ sqlstate: '23505', attempts: 1 }) } },
			'conflict',
			/could not be written, once, /,
		],
		[
			'is on its way',
			{ database: { handed_out: handedOut() } },
			'awaited',
			/has not come back yet/,
		],
		[
			'never came back from its workflow',
			{ database: { handed_out: handedOut({ lease_expired: true }) } },
			'neverWritten',
			/handed to the workflow "Contact sync" by the run of 2026-07-01 09:30 UTC, and was never written/,
		],
		[
			'was left out by a run that was finished early',
			{ database: { handed_out: handedOut({ run_status: 'completed', is_current: false }) } },
			'neverWritten',
			/never written/,
		],
		[
			'waits for the sync',
			{ database: { sync_enabled: false } },
			'syncOff',
			/Set Enabled switches it on/,
		],
		[
			'waits for a cursor that is none',
			{ database: { cursor: 'soon' } },
			'cursorUnreadable',
			/no date and time: soon\./,
		],
		[
			'waits for an empty cursor',
			{ database: { cursor: null } },
			'cursorUnreadable',
			/cursor is empty/,
		],
		[
			'changed inside the lookback',
			{ customer: { modifiedOn: at('09:55') } },
			'notReadYet',
			/the next run reads everything since 2026-07-01 09:55 UTC/,
		],
		[
			'changed inside the window of a backlog',
			{ database: { window: { since: at('08:00') } } },
			'notReadYet',
			/everything since 2026-07-01 08:00 UTC/,
		],
		[
			'changed before there was a cursor',
			{ database: { cursor: null, initial_sync_completed: false } },
			'initialSyncMissing',
			/no run has been here/,
		],
		[
			'was there before the first run',
			{ database: { initial_sync_completed: false } },
			'initialSyncMissing',
			/before the cursor .* Run Initial Sync/,
		],
		[
			'was only noted by the first run',
			{ database: { initial_sync_completed: false, delivered: `${at('09:00')} 1f` } },
			'initialSyncMissing',
			/only noted/,
		],
		[
			'was read and left out',
			{
				database: {
					delivered: `${at('09:00')} 1f`,
					last_outcome: { outcome: 'skipped', reason: 'left out by Write When' },
				},
			},
			'readNotWritten',
			/What became of it: skipped, left out by Write When\. No contact came of it/,
		],
		[
			'was missed',
			{},
			'beforeCursor',
			/before the cursor \(2026-07-01 10:00 UTC\).*Run Reconciliation/,
		],
		[
			'is missing without a reason',
			{ customer: { modifiedOn: null } },
			'missing',
			/^Ann \(customer 7\) is not in contacts\. Nothing is wrong that could be found/,
		],
		[
			'may be one that was typed in',
			{ customer: { modifiedOn: null }, database: { contacts: [typed('h1')] } },
			'possibleTwin',
			/hand with its phone or e-mail: contact h1\. .* type 7 into its crm_id/,
		],
		[
			'becomes one that was typed in',
			{
				customer: { modifiedOn: null },
				trial: { outcome: 'linked' },
				database: { contacts: [typed('h1')] },
			},
			'missing',
			/is not in contacts/,
		],
	])('since it %s', (_, told, verdict, message) => {
		const explained = explain(evidence(told));
		expect(explained).toMatchObject({ verdict, crm_id: '7', contact_id: null });
		expect(explained.message).toMatch(message);
		expect(explained.message).toMatch(/^(Ann \(c|C)ustomer 7\)? is not in contacts\. /);
	});
});

describe('a customer who is in contacts', () => {
	it.each<Case>([
		[
			'as ServiceTitan has it',
			there(),
			'inContacts',
			/It is contact c1, last changed 2026-07-01 09:05 UTC; it holds the customer as of 2026-07-01 09:00 UTC\.$/,
		],
		[
			'twice',
			there({ database: { contacts: [own('c1'), own('c2')] } }),
			'duplicates',
			/2 contacts stand for it: contact c1, contact c2\./,
		],
		[
			'although ServiceTitan no longer knows it',
			there({ customer: null }),
			'unknownCustomer',
			/contact was left as it is/,
		],
		[
			'with other values, which the next run brings',
			there({
				trial: { outcome: 'updated', changed: ['phone', 'tags'] },
				customer: { modifiedOn: at('11:00') },
			}),
			'different',
			/Different .*: phone, tags\. .*; the next run reads everything since/,
		],
		[
			'with other values, while the sync is off',
			there({
				trial: { outcome: 'updated', changed: ['phone'] },
				database: { sync_enabled: false },
			}),
			'different',
			/phone\. .*switched off/,
		],
		[
			'with a version that claims to be newer',
			there({ trial: { outcome: 'skipped', reason: 'a newer version is stored already' } }),
			'newerStored',
			/a newer version is stored already\. Look at source_modified_on/,
		],
		[
			'and failed since',
			there({ database: { failure: failure() } }),
			'failed',
			/could not be written/,
		],
		[
			'and beside it the same person',
			there({ database: { contacts: [own('c1'), typed('h1')] } }),
			'possibleTwin',
			/same person twice/,
		],
		[
			'without phone and e-mail by now',
			there({ row: { phone: null } }),
			'inContacts',
			/is in contacts/,
		],
		['merged by now', there({ customer: { mergedToId: 8 } }), 'inContacts', /is in contacts/],
		[
			'changed where no contact differs',
			there({ customer: { modifiedOn: at('11:00') } }),
			'inContacts',
			/is in contacts/,
		],
	])('%s', (_, told, verdict, message) => {
		const explained = explain(evidence(told));
		expect(explained).toMatchObject({ verdict, contact_id: 'c1' });
		expect(explained.message).toMatch(message);
		expect(explained.message).toMatch(/^(Ann \(c|C)ustomer 7\)? is in contacts\. /);
	});
});

describe('what is not known', () => {
	const away = (service: string) => ({
		unknown: { found: `${service} cannot be reached.`, toDo: 'Wait.' },
	});

	it.each<[story: string, evidence: Evidence, verdict: string, message: RegExp]>([
		[
			'the database: then nothing is',
			{ ...evidence({}), database: away('Supabase'), trial: away('Supabase') },
			'unknown',
			/^Whether Ann \(customer 7\) is in contacts cannot be told\. Supabase cannot be reached\. Wait\.$/,
		],
		[
			'ServiceTitan, of one who is there',
			{ ...evidence(there()), serviceTitan: away('ServiceTitan'), trial: away('ServiceTitan') },
			'inContacts',
			/^Customer 7 is in contacts\. It is contact c1.* ServiceTitan cannot be reached\. Wait\.$/,
		],
		[
			'ServiceTitan, of one who is not',
			{ ...evidence({}), serviceTitan: away('ServiceTitan'), trial: away('ServiceTitan') },
			'unknown',
			/^Customer 7 is not in contacts\. ServiceTitan cannot be reached\. Wait\.$/,
		],
		[
			'ServiceTitan, where the database knows enough',
			{
				...evidence({ database: { failure: failure() } }),
				serviceTitan: away('ServiceTitan'),
				trial: away('ServiceTitan'),
			},
			'failed',
			/could not be written/,
		],
	])('%s', (_, given, verdict, message) => {
		const explained = explain(given);
		expect(explained.verdict).toBe(verdict);
		expect(explained.message).toMatch(message);
		expect(explained.steps).toHaveLength(12);
		expect(explained.steps.some(({ status }) => status === 'unknown')).toBe(true);
	});
});
