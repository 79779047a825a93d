import { SupabaseContactUpsert } from '../../nodes/SupabaseContactUpsert/SupabaseContactUpsert.node';
import { executeContext } from '../support/world/contexts';
import { startWorld, WORKSPACE, type World } from '../support/world/world';

const person = (id: number, more: object = {}) => ({
	json: {
		id,
		name: `Person ${id}`,
		modifiedOn: '2026-03-01T10:00:00Z',
		contacts: [{ id, type: 'Email', value: `person${id}@example.com` }],
		...more,
	} as never,
});

describe('a poison item among healthy ones', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await world.database.sql.unsafe(`
			create function refuse() returns trigger language plpgsql as $$
			begin
				if new.firstname = 'Poison' then raise exception 'We do not want this one'; end if;
				return new;
			end $$;
			create trigger refuse before insert or update on contacts for each row execute function refuse()`);
	});
	afterEach(async () => await world.end());

	/** Both outputs as n8n gets them, with what each item stems from. */
	const outputs = async (items: ReturnType<typeof person>[], parameters: object = {}) => {
		const node = new SupabaseContactUpsert();
		const context = executeContext(node, world.requests, {
			nodeId: 'upsert',
			parameters: { workspaceId: WORKSPACE, ...parameters },
			items,
		});
		const [contacts = [], summary = []] = await node.execute.call(context);
		return { contacts, summary };
	};

	it.each<[story: string, batchSize: number]>([
		['in one batch', 1000],
		['in batches of three', 3],
		['in batches of its own', 1],
	])(
		'fails alone %s: its outcome stands at its place and stems from its item',
		async (_story, batchSize) => {
			const items = [1, 2, 3, 4, 5, 6, 7].map((id) =>
				person(id, id === 5 ? { name: 'Poison Ivy' } : {}),
			);
			const { contacts, summary } = await outputs(items, { options: { batchSize } });
			expect(
				contacts.map(({ json, pairedItem }) => [json.crmId, json.outcome, pairedItem]),
			).toEqual(
				[1, 2, 3, 4, 5, 6, 7].map((id) => [
					String(id),
					id === 5 ? 'failed' : 'created',
					{ item: id - 1 },
				]),
			);
			expect(contacts[4]?.json.reason).toContain('We do not want this one');
			expect(summary[0]?.json).toMatchObject({ created: 6, failed: 1, fetched: 7 });
			expect((await world.contacts()).map(({ crm_id }) => crm_id)).toEqual([
				'1',
				'2',
				'3',
				'4',
				'6',
				'7',
			]);
		},
	);
});

describe('what Supabase lacks', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
	});
	afterEach(async () => await world.end());

	const said = async (): Promise<string> =>
		await world.upsert([person(1)], { workspaceId: WORKSPACE }).then(
			() => 'nothing',
			({ message, description }: { message: string; description?: string }) =>
				`${message}. ${description ?? ''}`,
		);

	it.each<[story: string, change: string, words: RegExp]>([
		[
			'the table of contacts',
			'drop table contacts cascade',
			/lacks a part of the sync.*Get Setup SQL/s,
		],
		[
			'a table of the sync',
			'drop table servicetitan_sync_batches',
			/lacks a part of the sync.*Get Setup SQL/s,
		],
		[
			'the function',
			'drop function servicetitan_upsert_contacts',
			/lacks a part of the sync.*Get Setup SQL/s,
		],
		[
			'a function that this one needs',
			'drop function servicetitan_sort_rows',
			/lacks a part of the sync.*Get Setup SQL/s,
		],
		[
			'a column',
			'alter table contacts drop column source_read_at',
			/column is missing.*Get Setup SQL/s,
		],
		[
			'a right of the secret key',
			'revoke insert on contacts from service_role',
			/may not use the tables.*setup SQL again/s,
		],
	])('is missing, and it is said what to do: %s', async (_story, change, words) => {
		await world.database.sql.unsafe(change);
		await world.database.reloadSchema();
		expect(await said()).toMatch(words);
	});

	it('the publishable key in place of the secret one is named, and nothing is written', async () => {
		world.requests.credentials.supabaseSyncApi.secretKey = world.database.publishableKey;
		expect(await said()).toMatch(/may not use the tables and functions.*secret key \(sb_secret_…/s);
		expect(await world.contacts()).toEqual([]);
	});
});
