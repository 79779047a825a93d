import { newWorkspace, row, spoken, write } from './steps';
import type { Subject } from './subject';

const TWIN = 'created: may be the same person as a contact typed in by hand';

export const linkingStories = (subject: () => Subject): void => {
	const typedIn = async (...contacts: object[]) => {
		const key = { workspaceId: await newWorkspace(subject()), runId: null };
		const ids: string[] = [];
		for (const contact of contacts) {
			ids.push(
				await subject().addContact({ workspace_id: key.workspaceId, metadata: {}, ...contact }),
			);
		}
		return { key, ids };
	};
	const customer = (id: string, digits: string, more: object = {}) =>
		row(id, { phone: `+${digits}`, phone_forms: [digits, digits.slice(1)], ...more });

	describe('a contact typed in by hand', () => {
		it.each([
			['+1 (312) 555-0001'],
			['312.555.0001'],
			['001 312 555 0001'],
			['312-555-0001 ext. 22'],
		])('as %s is given to the customer with this phone', async (phone) => {
			const typed = { firstname: 'A.', phone, metadata: { mine: 1 } };
			const { key, ids } = await typedIn(typed);
			const answer = await write(subject(), key, [customer('1', '13125550001', { email: null })]);
			expect(answer.rows).toMatchObject([{ outcome: 'linked', contact_id: ids[0] }]);
			expect(await subject().contactRows(key.workspaceId)).toMatchObject([
				{
					...{ id: ids[0], crm_id: '1', firstname: 'Ada', phone: '+13125550001' },
					metadata: {
						mine: 1,
						custom_fields: { type: 'Residential', beforeLinking: { firstname: 'A.', phone } },
					},
				},
			]);
		});

		it('with this e-mail keeps what ServiceTitan has nothing for', async () => {
			const { key } = await typedIn({ email: ' ADA@example.com ', phone: '312 555 9999' });
			const ada = row('1', { phone: null, email: 'ada@example.com' });
			expect(spoken(await write(subject(), key, [ada]))).toEqual(['linked']);
			expect(await subject().contactRows(key.workspaceId)).toMatchObject([
				{ crm_id: '1', phone: '312 555 9999', email: 'ada@example.com' },
			]);
		});

		it('is only named where two of them fit', async () => {
			const { key, ids } = await typedIn({ phone: '3125550001' }, { phone: '+13125550001' });
			const answer = await write(subject(), key, [customer('1', '13125550001')]);
			expect(spoken(answer)).toEqual([TWIN]);
			expect(ids).toContain(answer.rows[0]?.twin);
		});

		it('is only named where two customers of the batch have the phone', async () => {
			const { key, ids } = await typedIn({ phone: '3125550001' });
			const both = [customer('1', '13125550001'), customer('2', '13125550001')];
			const answer = await write(subject(), key, both);
			expect(spoken(answer)).toEqual([TWIN, TWIN]);
			expect(answer.rows.map(({ twin }) => twin)).toEqual([ids[0], ids[0]]);
		});

		it('is only named where another customer has the phone already', async () => {
			const { key } = await typedIn({ phone: '3125550001' });
			await write(subject(), key, [row('9', { phone: '+13125550001' })], { link: false });
			expect(spoken(await write(subject(), key, [customer('1', '13125550001')]))).toEqual([TWIN]);
		});

		it.each([
			['a customer that is known', { known: true }, {}, 'unchanged'],
			['an inactive customer', { active: false }, {}, 'created'],
			['any customer while linking is switched off', {}, { link: false }, 'created'],
		])(
			'is not given to %s',
			async (
				_story,
				{ known, ...more }: { known?: boolean; active?: boolean },
				options,
				outcome,
			) => {
				const { key } = await typedIn();
				if (known) await write(subject(), key, [customer('1', '13125550001')]);
				await subject().addContact({ workspace_id: key.workspaceId, phone: '3125550001' });
				const answer = await write(subject(), key, [customer('1', '13125550001', more)], options);
				expect(spoken(answer)).toEqual([outcome]);
				expect(await subject().contactRows(key.workspaceId)).toHaveLength(2);
			},
		);
	});
};
