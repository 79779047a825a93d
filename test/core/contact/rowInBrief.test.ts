import type { ContactRow } from '../../../core/contact/contactRow';
import { OWN_FIELDS } from '../../../core/contact/customFields';
import { rowInBrief } from '../../../core/contact/rowInBrief';
import { toContactRow } from '../../../core/contact/contact';

const all = Object.fromEntries(OWN_FIELDS.map((name) => [name, 'x']));
const row = (more: Partial<ContactRow> = {}): ContactRow => ({
	...{ crm_id: '7', lastname: 'Lovelace', phone: '+13125550100', email: null },
	...{ phone_forms: ['13125550100', '3125550100'], custom_fields: all, active: true },
	...{ source_modified_on: null, source_read_at: null },
	...more,
});
const brief = {
	...{ crm_id: '7', lastname: 'Lovelace', phone: '+13125550100', email: null },
	...{ custom_fields: all, all_fields: true, source_modified_on: null, source_read_at: null },
};

describe('a row in brief', () => {
	it.each<[story: string, more: Partial<ContactRow>, inBrief: object]>([
		['of most customers', {}, {}],
		['of an inactive one', { active: false }, { active: false }],
		[
			'with a field that has no value',
			{ custom_fields: { ...all, mergedTo: null } },
			{ custom_fields: { ...all, mergedTo: undefined } },
		],
		[
			'with null inside a field',
			{ custom_fields: { ...all, address: { unit: null } } },
			{ custom_fields: { ...all, address: { unit: null } } },
		],
		[
			'with a field that nobody sent',
			{ custom_fields: { ...all, mergedTo: undefined, tags: null } },
			{ custom_fields: { ...all, mergedTo: undefined, tags: null }, all_fields: undefined },
		],
		['without a phone', { phone: null, phone_forms: [] }, { phone: null, phone_forms: [] }],
		['without forms', { phone_forms: undefined }, {}],
		[
			'with a number of another country',
			{ phone: '+442079460958', phone_forms: ['442079460958', '2079460958', '02079460958'] },
			{ phone: '+442079460958', phone_forms: ['442079460958', '2079460958', '02079460958'] },
		],
		['with a number that cannot be read', { phone_forms: [] }, { phone_forms: [] }],
		[
			'with other forms',
			{ phone_forms: ['13125550100', '1'] },
			{ phone_forms: ['13125550100', '1'] },
		],
		['with columns', { columns: { visits: 1 } }, { columns: { visits: 1 } }],
	])('%s', (_story, more, inBrief) => {
		expect(rowInBrief(row(more))).toEqual({ ...brief, ...inBrief });
	});

	it('is what it was where it is set aside', () => {
		const aside = { crm_id: '7', set_aside: 'failed', reason: 'unreadable' } as const;
		expect(rowInBrief(aside)).toBe(aside);
	});
});

it('knows every field that is made of a customer', () => {
	const customer = {
		...{ id: 7, type: 'Residential', balance: 1, address: {}, tagTypeIds: [], doNotMail: false },
		...{
			doNotService: false,
			taxExempt: false,
			nationalAccount: false,
			active: true,
			mergedToId: 0,
		},
		createdOn: '2026-07-01T12:00:00.0000000Z',
	};
	const { custom_fields } = toContactRow(
		{ customer: customer as never, contacts: [], readAt: undefined },
		() => undefined,
	);
	expect(Object.keys(custom_fields)).toEqual([...OWN_FIELDS]);
});
