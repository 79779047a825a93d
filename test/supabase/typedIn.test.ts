import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, spoken, upsert } from './support/rows';
import { newWorkspace } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

describe('what only a person knew', () => {
	const typed = { phone: '+13125550001', email: 'ada@home.example' };
	const linked = async () => {
		const workspace = await newWorkspace(call);
		await db.sql`insert into contacts ${db.sql({ workspace_id: workspace, ...typed })}`;
		const customer = row('1', { phone: typed.phone, email: null, phone_forms: ['13125550001'] });
		expect(spoken(await upsert(call, workspace, [customer]))).toEqual(['linked']);
		const contact = async () =>
			(
				await db.sql`select email, phone, metadata from contacts where workspace_id = ${workspace}`
			)[0];
		return { workspace, customer, contact };
	};

	it('stays after linking, however often the customer comes without it', async () => {
		const { workspace, customer, contact } = await linked();
		expect(spoken(await upsert(call, workspace, [customer]))).toEqual(['unchanged']);
		const later = { ...customer, source_modified_on: at(60) };
		await upsert(call, workspace, [later]);
		expect(await contact()).toMatchObject({
			email: typed.email,
			metadata: { custom_fields: { beforeLinking: { email: typed.email } } },
		});
	});

	it('gives way to what ServiceTitan knows, and does not come back', async () => {
		const { workspace, customer, contact } = await linked();
		await upsert(call, workspace, [
			{ ...customer, email: 'ada@work.example', source_modified_on: at(60) },
		]);
		expect(await contact()).toMatchObject({ email: 'ada@work.example' });
		await upsert(call, workspace, [{ ...customer, source_modified_on: at(90) }]);
		expect(await contact()).toMatchObject({ email: null });
	});

	it('does not keep what ServiceTitan had and removed', async () => {
		const { workspace, customer, contact } = await linked();
		await upsert(call, workspace, [{ ...customer, phone: null, source_modified_on: at(60) }]);
		expect(await contact()).toMatchObject({ phone: null, email: typed.email });
	});
});
