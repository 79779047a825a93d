import { RequestFailed } from '../../core/failure';
import type { ContactFound } from '../../core/sync/explanation/evidence';
import type { ExplainPorts } from '../../sync/explainCustomer';
import { findCustomer, type SearchServiceTitan, type Sought } from '../../sync/findCustomer';
import type { KnownBy } from '../../sync/ports';
import { parsePhone } from '../../transport/vendor/phoneNumber';

const away = (service: 'Supabase' | 'ServiceTitan') => async () => {
	throw new RequestFailed(service, { kind: 'unavailable', detail: `${service} is away` });
};

interface Story {
	contacts?: Array<Partial<ContactFound>>;
	supabase?: () => Promise<never>;
	search?: SearchServiceTitan;
}

async function find(sought: Sought, { contacts = [], supabase, search }: Story) {
	const asked: KnownBy[] = [];
	const ports = {
		evidence: async (_workspace: string, _crmId: null, known: KnownBy) => {
			asked.push(known);
			return await (supabase?.() ?? { contacts });
		},
		parsePhone,
		asSentence: (failure: unknown) => ({ message: String(failure), description: 'Wait.' }),
	} as unknown as ExplainPorts;
	const found = await findCustomer(ports, sought, {
		workspaceId: 'w',
		search: search ?? (async () => []),
	});
	return { found, asked };
}

const phone: Sought = { by: 'phone', value: '(312) 555-0142' };

it.each<[story: string, sought: Sought, told: Story, found: object]>([
	['by its contact', phone, { contacts: [{ crm_id: '7' }, { crm_id: '' }] }, { crmId: 7 }],
	[
		'not, where several fit',
		phone,
		{ contacts: [{ crm_id: '7' }, { crm_id: '8' }] },
		{ verdict: 'several', message: expect.stringContaining('in contacts: 7, 8.') },
	],
	[
		'not, where somebody typed in another crm_id',
		phone,
		{ contacts: [{ id: 'c', crm_id: 'x7' }] },
		{
			verdict: 'typedIn',
			contactId: 'c',
			message: expect.stringContaining('no ServiceTitan id: x7'),
		},
	],
	[
		'by ServiceTitan',
		phone,
		{ search: async ({ by }) => (by === 'phone' ? [9] : []) },
		{ crmId: 9 },
	],
	[
		'by ServiceTitan, while Supabase is away',
		phone,
		{ supabase: away('Supabase'), search: async () => [9] },
		{ crmId: 9 },
	],
	[
		'by the e-mail of a contact typed in by hand, where its phone finds nobody',
		{ by: 'contactId', value: 'c' },
		{
			contacts: [{ id: 'c', crm_id: null, phone: '1', email: 'a@b.example' }],
			search: async ({ by }) => (by === 'email' ? [9] : []),
		},
		{ crmId: 9 },
	],
	[
		'not by the id of a contact, while Supabase is away',
		{ by: 'contactId', value: 'c' },
		{ supabase: away('Supabase') },
		{
			verdict: 'unknown',
			message: expect.stringMatching(/cannot be told\. .*Supabase is away\. Wait\./),
		},
	],
	[
		'not, while ServiceTitan is away and contacts has nobody',
		phone,
		{ search: away('ServiceTitan') },
		{ verdict: 'unknown', message: expect.stringContaining('ServiceTitan is away') },
	],
	['nowhere', phone, {}, { verdict: 'notFound', contactId: null }],
])('a customer is found %s', async (_, sought, told, expected) => {
	expect((await find(sought, told)).found).toEqual(expect.objectContaining(expected));
});

it.each<[sought: Sought, known: KnownBy]>([
	[phone, { phone_forms: ['13125550142', '3125550142'] }],
	[{ by: 'phone', value: 'ext. 12-34' }, { phone_forms: ['1234'] }],
	[{ by: 'email', value: 'a@b.example' }, { email: 'a@b.example' }],
	[{ by: 'contactId', value: 'c' }, { id: 'c' }],
])('%j is looked for as %j', async (sought, known) => {
	expect((await find(sought, {})).asked).toEqual([known]);
});
