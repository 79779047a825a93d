import type { ContactRow } from '../../../core/contact/contactRow';
import { at, newWorkspace, row, spoken, stored, write } from './steps';
import { FURTHER, type Subject } from './subject';

const OLDER = 'skipped: a newer version is stored already';

export const writingStories = (subject: () => Subject): void => {
	const workspaceWith = async (...rows: ContactRow[]) => {
		const key = { workspaceId: await newWorkspace(subject()), runId: null };
		await write(subject(), key, rows);
		return key;
	};
	const contacts = async ({ workspaceId }: { workspaceId: string }) =>
		await subject().contactRows(workspaceId);

	describe('a customer that is written', () => {
		it('becomes a contact, and an absent key an empty column', async () => {
			const { email: _absent, ...rest } = row('1', {
				custom_fields: { type: 'Residential', tag: null },
			});
			const key = await workspaceWith(rest as ContactRow);
			expect(await contacts(key)).toMatchObject([
				{
					...{ crm_id: '1', firstname: 'Ada', lastname: 'Lovelace', phone: '+13125550001' },
					...{ email: null, metadata: { custom_fields: { type: 'Residential' } } },
					...{ source_modified_on: at(0), source_read_at: stored(at(1)) },
				},
			]);
		});

		it('again is unchanged, and does not touch the row', async () => {
			const key = await workspaceWith(row('1'));
			const before = await contacts(key);
			expect(spoken(await write(subject(), key, [row('1')]))).toEqual(['unchanged']);
			expect(await contacts(key)).toEqual(before);
		});

		it('with other values is updated; absent keys leave their columns alone, null empties them', async () => {
			const key = await workspaceWith(row('1', { email: 'ada@example.com' }));
			const newer = {
				firstname: 'Grace',
				phone: null,
				source_modified_on: at(9),
				source_read_at: at(10),
			};
			const { lastname: _l, email: _e, ...rest } = row('1', newer);
			expect(spoken(await write(subject(), key, [rest as ContactRow]))).toEqual(['updated']);
			expect(await contacts(key)).toMatchObject([
				{
					...{ firstname: 'Grace', lastname: 'Lovelace', phone: null, email: 'ada@example.com' },
					...{ source_modified_on: at(9), source_read_at: stored(at(10)) },
				},
			]);
		});

		it.each<[story: string, row: Partial<ContactRow>, changed: string[]]>([
			['a name', { firstname: 'Grace' }, ['firstname']],
			['an e-mail that goes', { email: null }, ['email']],
			['a custom field', { custom_fields: { type: 'Commercial' } }, ['type']],
			[
				'one that is new and one that goes',
				{ custom_fields: { tag: 'x', type: null } },
				['tag', 'type'],
			],
			[
				'one that goes and never was there',
				{ phone: null, custom_fields: { tag: null } },
				['phone'],
			],
			["a column of the user's", { columns: { [FURTHER]: 'Owner' } }, [FURTHER]],
			[
				'some of all, each once',
				{ lastname: 'Hopper', columns: { [FURTHER]: 'Owner' }, custom_fields: { type: 'x' } },
				['lastname', 'type', FURTHER],
			],
		])('that is updated says what changed: %s', async (_story, changes, changed) => {
			const key = await workspaceWith(row('1', { email: 'ada@example.com' }));
			const newer = row('1', { email: 'ada@example.com', source_modified_on: at(9), ...changes });
			const { rows } = await write(subject(), key, [newer]);
			expect(rows).toMatchObject([{ outcome: 'updated', changed }]);
			const again = await write(subject(), key, [newer, row('2')]);
			expect(again.rows.map(({ changed: named }) => named)).toEqual([undefined, undefined]);
		});

		it.each<[story: string, row: Partial<ContactRow>, outcome: string]>([
			['changed earlier', { source_modified_on: at(5), source_read_at: at(99) }, OLDER],
			[
				'changed later, read earlier',
				{ source_modified_on: at(20), source_read_at: at(3) },
				'updated',
			],
			['the same version read earlier', { source_read_at: at(10) }, OLDER],
			['the same version read at the same time', {}, 'updated'],
			['the same version read later', { source_read_at: at(12) }, 'updated'],
			['of no known version', { source_modified_on: null }, 'updated'],
			['of the same version, read nobody knows when', { source_read_at: null }, 'updated'],
			[
				'told by its reading, changed earlier',
				{ by_reading: true, source_modified_on: at(5), source_read_at: at(12) },
				'updated',
			],
			[
				'told by its reading, read earlier',
				{ by_reading: true, source_modified_on: at(50), source_read_at: at(10) },
				OLDER,
			],
		])('from a snapshot %s', async (_story, more, outcome) => {
			const key = await workspaceWith(
				row('1', { source_modified_on: at(10), source_read_at: at(11) }),
			);
			const before = await contacts(key);
			const incoming = row('1', {
				...{ source_modified_on: at(10), source_read_at: at(11), firstname: 'Grace' },
				...more,
			});
			expect(spoken(await write(subject(), key, [incoming]))).toEqual([outcome]);
			if (outcome === OLDER) expect(await contacts(key)).toEqual(before);
			else
				expect(await contacts(key)).toMatchObject([
					{
						firstname: 'Grace',
						source_modified_on: incoming.source_modified_on ?? at(10),
						source_read_at: stored(incoming.source_read_at ?? at(11)),
					},
				]);
		});

		it('newer without a visible change keeps older snapshots out all the same', async () => {
			const key = await workspaceWith(row('1'));
			const newer = { source_modified_on: at(20), source_read_at: at(21) };
			const [before] = await contacts(key);
			expect(spoken(await write(subject(), key, [row('1', newer)]))).toEqual(['unchanged']);
			expect(await contacts(key)).toEqual([
				{ ...before, source_modified_on: at(20), source_read_at: stored(at(21)) },
			]);
			const stale = row('1', {
				firstname: 'Stale',
				source_modified_on: at(10),
				source_read_at: at(30),
			});
			expect(spoken(await write(subject(), key, [stale]))).toEqual([OLDER]);
		});

		it('as the same version read later, without a visible change, leaves the row as it was', async () => {
			const key = await workspaceWith(row('1'));
			const before = await contacts(key);
			expect(spoken(await write(subject(), key, [row('1', { source_read_at: at(8) })]))).toEqual([
				'unchanged',
			]);
			expect(await contacts(key)).toEqual(before);
		});

		it('once inactive keeps its last phone and e-mail', async () => {
			const key = await workspaceWith(row('1', { email: 'ada@example.com' }));
			const gone = row('1', {
				active: false,
				phone: null,
				email: null,
				custom_fields: { active: false },
			});
			expect(spoken(await write(subject(), key, [gone]))).toEqual(['updated']);
			expect(await contacts(key)).toMatchObject([
				{
					phone: '+13125550001',
					email: 'ada@example.com',
					metadata: { custom_fields: { active: false } },
				},
			]);
		});

		it('without phone and e-mail is skipped while it is new, unless that is switched off', async () => {
			const key = await workspaceWith(row('2'));
			const silent = ['1', '2'].map((id) => row(id, { phone: null, email: '' }));
			expect(spoken(await write(subject(), key, silent))).toEqual([
				'skipped: has no phone and no e-mail',
				'updated',
			]);
			const all = await write(subject(), key, silent, { skipWithoutContactMethods: false });
			expect(spoken(all)).toEqual(['created', 'unchanged']);
		});

		it("keeps others' keys in metadata, and clears our own stale ones", async () => {
			const key = await workspaceWith(row('1', { custom_fields: { type: 'R', tag: 'x' } }));
			const [contact] = await contacts(key);
			const metadata = { mine: [1], custom_fields: { type: 'R', tag: 'x', theirs: true } };
			await subject().changeContact(contact?.id ?? '', { metadata });
			await write(subject(), key, [row('1', { custom_fields: { type: 'C', tag: null } })]);
			expect((await contacts(key))[0]?.metadata).toEqual({
				mine: [1],
				custom_fields: { type: 'C', theirs: true },
			});
		});

		it.each<[story: string, metadata: unknown, outcome: RegExp, after: unknown]>([
			['nothing', null, /^updated$/, { custom_fields: { type: 'C' } }],
			[
				'an empty list as custom_fields',
				{ custom_fields: [] },
				/^updated$/,
				{ custom_fields: { type: 'C' } },
			],
			[
				'a text as custom_fields',
				{ custom_fields: 'note' },
				/^updated$/,
				{ custom_fields: { type: 'C' }, custom_fields_before_sync: 'note' },
			],
			['a list', [1], /^failed: The metadata of this contact is not an object/, [1]],
		])('meets metadata that is %s', async (_story, metadata, outcome, after) => {
			const key = await workspaceWith(row('1'));
			const [contact] = await contacts(key);
			await subject().changeContact(contact?.id ?? '', { metadata });
			const [said] = spoken(
				await write(subject(), key, [row('1', { custom_fields: { type: 'C' } })]),
			);
			expect(said).toMatch(outcome);
			expect((await contacts(key))[0]?.metadata).toEqual(after);
		});

		it("fills the user's further columns, and fails where there is no such column", async () => {
			const key = await workspaceWith(row('1'));
			const rows = [
				row('1', { columns: { [FURTHER]: 'Owner' } }),
				row('2', { columns: { [FURTHER]: 7 } }),
				row('3', { columns: { nickname: 'x' } }),
				row('4', { columns: { phone: 'x' } }),
				row('5', { columns: { nickname: 'x', phone: 'x' } }),
			];
			expect(spoken(await write(subject(), key, rows))).toEqual([
				'updated',
				'created',
				'failed: contacts has no column nickname',
				'failed: contacts has no column phone that can be filled: the sync keeps it itself',
				'failed: contacts has no column nickname',
			]);
			expect((await contacts(key)).map(({ further }) => further[FURTHER])).toEqual(['Owner', '7']);
		});
	});
};
