import type { PicturedRecords } from './picturedRecords';

type Parameters = Record<string, unknown>;

const chosen = ({ id, name }: { id: number; name: string }): Parameters => ({
	__rl: true,
	mode: 'list',
	value: id,
	cachedResultName: name,
});

const address = { street: '12 Lake Dr', city: 'Austin', state: 'TX', zip: '78703', country: 'USA' };

/** A customer from a web form: the item that every node here gets has these fields. */
export const lead = {
	firstName: 'Ada',
	lastName: 'Lovelace',
	phone: '512-555-0199',
	email: 'ada@example.com',
	street: '12 Analytical Way',
	city: 'Austin',
	state: 'TX',
	zip: '78701',
};

const fromLead = {
	name: '={{ $json.lastName }}, {{ $json.firstName }}',
	address: {
		street: '={{ $json.street }}',
		city: '={{ $json.city }}',
		state: '={{ $json.state }}',
		zip: '={{ $json.zip }}',
		country: 'USA',
	},
	details: { customFields: { field: [{ typeId: 78, value: 'Web' }] }, tagTypeIds: [201] },
};

const email = { type: 'Email', value: '={{ $json.email }}', memo: '' };
const phone = { type: 'MobilePhone', value: '={{ $json.phone }}', memo: 'Evenings' };

/** What a person would fill in for each operation of the ServiceTitan node, by resource and operation. */
export const panelExamples = (records: PicturedRecords): Record<string, Parameters> => {
	const customerId = chosen(records.customer);
	const bulk = { customerIds: records.some.join(', '), tagTypeIds: [201, 202] };
	return {
		'customer-get': { customerId },
		'customer-getMany': {
			limit: 10,
			filters: { city: 'Austin', name: 'Smith' },
			options: { includeContacts: true },
		},
		'customer-create': { ...fromLead, contacts: { contact: [phone] } },
		'customer-upsert': {
			findBy: 'phone',
			phone: '={{ $json.phone }}',
			...fromLead,
			contacts: { contact: [email] },
			options: { overwrite: false },
		},
		'customer-update': {
			customerId,
			changes: { doNotMail: true, tagTypeIds: [202] },
			address: { unit: 'Apt 3', latitude: 30.2672, longitude: -97.7431 },
		},
		'customer-deactivate': { customerId: chosen(records.leaving) },
		'contact-getMany': { customerId },
		'contact-create': {
			customerId,
			type: 'Email',
			value: 'ann@work.example',
			options: { memo: 'Work' },
		},
		'contact-update': {
			customerId,
			contactId: chosen(records.mobile),
			changes: { jobRemindersEnabled: true, memo: 'Evenings' },
		},
		'contact-delete': { customerId, contactId: chosen(records.landline) },
		'location-get': { locationId: chosen(records.location) },
		'location-getMany': { customerId },
		'location-create': { customerId, name: 'Lake house', address },
		'location-update': {
			locationId: chosen(records.location),
			changes: { name: 'Guest house' },
			address: { unit: 'B' },
		},
		'note-add': {
			customerId,
			text: 'Called about the water heater, wants a visit on Friday.',
			options: { pinToTop: true },
		},
		'note-getMany': { customerId },
		'note-delete': { customerId, noteId: chosen(records.note) },
		'tag-add': { customerId, tagTypeIds: [201] },
		'tag-remove': { customerId, tagTypeIds: [203] },
		'tag-addInBulk': bulk,
		'tag-removeInBulk': bulk,
		'tag-getMany': {},
		'customField-getMany': {},
		'rawRequest-send': {
			module: 'jpm/v2',
			path: 'jobs',
			query: { parameter: [{ name: 'modifiedOnOrAfter', value: '2026-01-01' }] },
			readPages: true,
			limit: 10,
		},
	};
};
