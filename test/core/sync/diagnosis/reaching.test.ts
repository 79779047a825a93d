import type { Evidence, Stop } from '../../../../core/sync/diagnosis/evidence';
import { known, unasked } from '../../../../core/sync/diagnosis/known';
import { evidence, failedWith, itemOf, said, state } from './healthy';
import { diagnose } from '../../../../core/sync/diagnosis/diagnose';

const down = unasked('Supabase does not answer: see above.');

/** Nothing of the database is known. */
const noDatabase: Partial<Evidence> = {
	supabase: failedWith('Supabase cannot be reached.', 'Check the address.'),
	schema: down,
	workspaces: down,
	state: down,
	facts: down,
	suspected: down,
	waiting: down,
	clockAhead: down,
};

describe('the database', () => {
	it('that cannot be reached is the problem; what hangs on it is unknown, ServiceTitan is not', () => {
		const items = diagnose(evidence(noDatabase));
		const with_ = (status: string) =>
			items.filter((item) => item.status === status).map(({ check }) => check);
		expect(with_('problem')).toEqual(['summary', 'supabase']);
		expect(with_('ok')).toEqual([
			'serviceTitan',
			'token',
			'appKey',
			'tenant',
			'readCustomers',
			'readContactMethods',
			'exportContactMethods',
			'exportCustomers',
		]);
		expect(itemOf('supabase', noDatabase).toDo).toBe('Check the address.');
		expect(itemOf('lastRun', noDatabase).found).toMatch(/^Supabase does not answer/);
	});

	it.each<[story: string, schema: Evidence['schema'], sentence: RegExp]>([
		[
			'that was never set up',
			known({ applied: null, missing: ['1_a'], newer: false }),
			/^problem: The database has not been set up/,
		],
		[
			'that lacks parts',
			known({ applied: '1', missing: ['2_b', '3_c'], newer: false }),
			/^problem: The database lacks 2 parts of the sync: 2_b, 3_c\.$/,
		],
		[
			'that is newer than the package',
			known({ applied: '9', missing: [], newer: true }),
			/^warning: .* newer version/,
		],
	])('%s', (_story, schema, sentence) => {
		expect(said('migrations', { schema })).toMatch(sentence);
	});

	it('sends whoever lacks parts to Get Setup SQL', () => {
		const schema = known({ applied: null, missing: [], newer: false });
		expect(itemOf('migrations', { schema }).toDo).toMatch(/Get Setup SQL/);
	});
});

describe('the workspace', () => {
	const one = (workspaceId: string, tenantId: string | null = '7') => ({
		workspaceId,
		tenantId,
		environment: 'production',
	});
	it.each<[story: string, more: Partial<Evidence>, sentence: string]>([
		['named and there', { workspaceId: '45963' }, 'ok: The workspace 45963 is set up.'],
		[
			'named and not there',
			{ workspaceId: '1' },
			'problem: The workspace 1 is not set up. Set up are: 45963.',
		],
		[
			'of a tenant that has none',
			{ workspaces: known([one('1', '8')]) },
			'problem: No workspace belongs to the tenant of this credential. Set up are: 1.',
		],
		[
			'where none is',
			{ workspaces: known([]) },
			'problem: No workspace belongs to the tenant of this credential. No workspace is set up.',
		],
		[
			'of a tenant that has two',
			{ workspaces: known([one('1'), one('2'), one('3', '8')]) },
			'problem: Several workspaces may be meant: 1, 2.',
		],
		[
			'that does not say whose it is yet',
			{ workspaces: known([one('1', null)]) },
			'ok: The workspace 1 is set up.',
		],
		[
			'where the credential does not say whose it is',
			{ account: null },
			'ok: The workspace 45963 is set up.',
		],
	])('%s', (_story, more, sentence) => {
		expect(said('workspace', more)).toBe(sentence);
	});

	it.each<[story: string, more: Partial<Evidence>, sentence: RegExp]>([
		['the same tenant', {}, /^ok: Both are tenant 7 \(production\)/],
		['another one', { state: state({ tenant_id: '8' }) }, /^problem: .*tenant 8.*to tenant 7/],
		[
			'another environment',
			{ state: state({ environment: 'integration' }) },
			/^problem: .*integration/,
		],
		['a credential that does not say', { account: null }, /^unknown: The ServiceTitan credential/],
	])('belongs to %s', (_story, more, sentence) => {
		expect(said('workspaceTenant', more)).toMatch(sentence);
	});
});

describe('the way into ServiceTitan', () => {
	const checks = ['serviceTitan', 'token', 'appKey', 'tenant'];
	it.each<[at: Stop['at'], statuses: string]>([
		['credential', 'unknown problem unknown unknown'],
		['signInReach', 'problem unknown unknown unknown'],
		['signIn', 'ok problem unknown unknown'],
		['apiReach', 'problem ok unknown unknown'],
		['appKey', 'ok ok problem ok'],
		['tenant', 'ok ok ok problem'],
		['appKeyOrTenant', 'ok ok problem problem'],
		['scope', 'ok ok ok ok'],
		['passed', 'warning ok ok ok'],
	])('that ends at %s', (at, statuses) => {
		const stop = { at, found: 'This.', toDo: 'That.' };
		const items = checks.map((check) => itemOf(check, { stop }));
		expect(items.map(({ status }) => status).join(' ')).toBe(statuses);
		for (const { toDo } of items.filter(({ status }) => status === 'problem'))
			expect(toDo).toBe('That.');
	});

	it.each<[check: keyof Evidence['permissions'], sentence: RegExp]>([
		['readCustomers', /^problem: No scope\. Without this nothing can be synced/],
		['readContactMethods', /^problem: No scope\. Without this every run fails/],
		['exportContactMethods', /^warning: No scope\. Runs go on .*a removed one stays/],
		['exportCustomers', /^warning: No scope\. The initial sync goes on/],
	])('does not permit %s, and it is said what that costs', (check, sentence) => {
		const { permissions } = evidence();
		const refused = { ...permissions, [check]: known({ allowed: false, said: 'No scope.' }) };
		expect(said(check, { permissions: refused })).toMatch(sentence);
		expect(itemOf(check, { permissions: refused }).toDo).toMatch(/tn\.crm\.customers:r/);
	});

	it('cannot say whether it permits a call that failed for another reason', () => {
		const { permissions } = evidence();
		const away = { ...permissions, exportCustomers: failedWith('Out of order.') };
		expect(said('exportCustomers', { permissions: away })).toBe('unknown: Out of order.');
	});
});
