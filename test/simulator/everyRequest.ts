import type { Caller } from './caller';

/** What is there to be asked about. */
export interface Scene {
	caller: Caller;
	id: number;
	inactive: number;
	note: number;
	contact: number;
	location: number;
}

interface Asked {
	story: string;
	status: number;
	request: (scene: Scene) => [method: string, path: string, body?: unknown];
}

const ADDRESS = { street: '1 Main St', city: 'Austin', state: 'TX', zip: '78701', country: 'USA' };
const PHONE = { type: 'Phone', value: '5125550111' };
const SINCE = 'modifiedOnOrAfter=2020-01-01T00:00:00Z';

const ask = (story: string, status: number, request: Asked['request']): Asked => ({
	story: `${story}, ${status}`,
	status,
	request,
});

/** Each endpoint with each answer it has. */
export const requestsFor: Asked[] = [
	ask('customers', 200, () => [
		'GET',
		`/customers?active=Any&pageSize=500&includeTotal=true&${SINCE}`,
	]),
	ask('customers without a total', 200, () => ['GET', '/customers?sort=%2BId&page=1']),
	ask('customers, badly asked', 400, () => ['GET', '/customers?pageSize=0']),
	ask('a customer', 200, ({ id }) => ['GET', `/customers/${id}`]),
	ask('a customer by a text', 400, () => ['GET', '/customers/smith']),
	ask('no customer', 404, () => ['GET', '/customers/1']),
	ask('a new customer', 200, () => [
		'POST',
		'/customers',
		{
			name: 'New',
			address: ADDRESS,
			contacts: [PHONE],
			locations: [{ name: 'Home', address: ADDRESS, contacts: [{ ...PHONE, memo: 'x' }] }],
			customFields: [{ typeId: 1, value: 'x' }],
			externalData: {
				applicationGuid: '0b5a3c5e-8d7e-4a4e-9a5c-1f2e3d4c5b6a',
				externalData: [{ key: 'a', value: 'b' }],
			},
		},
	]),
	ask('a new customer without a name', 400, () => ['POST', '/customers', { address: ADDRESS }]),
	ask('a changed customer', 200, ({ id }) => [
		'PATCH',
		`/customers/${id}`,
		{ name: 'Changed', customFields: [{ typeId: 5, value: 'x' }], tagTypeIds: [202], active: true },
	]),
	ask('a customer badly changed', 400, ({ id }) => ['PATCH', `/customers/${id}`, { active: 'no' }]),
	ask('a change of nobody', 404, () => ['PATCH', '/customers/1', { name: 'x' }]),
	ask('custom fields', 200, () => ['GET', '/customers/custom-fields?includeTotal=true&pageSize=2']),
	ask('custom fields, badly asked', 400, () => ['GET', '/customers/custom-fields?page=0']),
	ask('custom fields of locations', 200, () => ['GET', '/locations/custom-fields?sort=%2BId']),
	ask('contacts', 200, ({ id }) => ['GET', `/customers/${id}/contacts?includeTotal=true`]),
	ask('contacts, badly asked', 400, ({ id }) => ['GET', `/customers/${id}/contacts?page=0`]),
	ask('contacts of nobody', 404, () => ['GET', '/customers/1/contacts']),
	ask('contacts of an inactive one', 409, ({ inactive }) => [
		'GET',
		`/customers/${inactive}/contacts`,
	]),
	ask('a new contact', 200, ({ id }) => ['POST', `/customers/${id}/contacts`, PHONE]),
	ask('a bad contact', 400, ({ id }) => ['POST', `/customers/${id}/contacts`, {}]),
	ask('a contact for nobody', 404, () => ['POST', '/customers/1/contacts', PHONE]),
	ask('a contact for an inactive one', 409, ({ inactive }) => [
		'POST',
		`/customers/${inactive}/contacts`,
		PHONE,
	]),
	ask('a changed contact', 200, ({ id, contact }) => [
		'PATCH',
		`/customers/${id}/contacts/${contact}`,
		{
			value: '5125550112',
			memo: 'Work',
			preferences: {
				jobRemindersEnabled: true,
				marketingUpdatesEnabled: false,
				invoiceStatementNotification: true,
			},
		},
	]),
	ask('a contact badly changed', 400, ({ id, contact }) => [
		'PATCH',
		`/customers/${id}/contacts/${contact}`,
		{ type: 'Owl' },
	]),
	ask('a change of no contact', 404, ({ id }) => ['PATCH', `/customers/${id}/contacts/1`, {}]),
	ask('a change at an inactive one', 409, ({ inactive }) => [
		'PATCH',
		`/customers/${inactive}/contacts/1`,
		{},
	]),
	ask('a removed contact', 200, ({ id, contact }) => [
		'DELETE',
		`/customers/${id}/contacts/${contact}`,
	]),
	ask('removing nothing', 404, ({ id }) => ['DELETE', `/customers/${id}/contacts/1`]),
	ask('removing at an inactive one', 409, ({ inactive }) => [
		'DELETE',
		`/customers/${inactive}/contacts/1`,
	]),
	ask('contacts of many', 200, ({ id }) => [
		'GET',
		`/customers/contacts?customerIds=${id},1&pageSize=500`,
	]),
	ask('contacts modified since', 200, () => ['GET', `/customers/contacts?${SINCE}&pageSize=500`]),
	ask('contacts of nobody in particular', 400, () => ['GET', '/customers/contacts']),
	ask('notes', 200, ({ id }) => ['GET', `/customers/${id}/notes?includeTotal=true`]),
	ask('notes, badly asked', 400, ({ id }) => ['GET', `/customers/${id}/notes?modifiedBefore=soon`]),
	ask('notes of nobody', 404, () => ['GET', '/customers/1/notes']),
	ask('a new note', 200, ({ id }) => [
		'POST',
		`/customers/${id}/notes`,
		{ text: 'Hi', pinToTop: true },
	]),
	ask('a note without text', 400, ({ id }) => ['POST', `/customers/${id}/notes`, { text: '' }]),
	ask('a note on nobody', 404, () => ['POST', '/customers/1/notes', { text: 'Hi' }]),
	ask('a removed note', 200, ({ id, note }) => ['DELETE', `/customers/${id}/notes/${note}`]),
	ask('removing no note', 404, ({ id }) => ['DELETE', `/customers/${id}/notes/1`]),
	ask('a tag', 200, ({ id }) => ['POST', `/customers/${id}/tags/203`]),
	ask('a tag that is none', 404, ({ id }) => ['POST', `/customers/${id}/tags/9`]),
	ask('a tag taken away', 200, ({ id }) => ['DELETE', `/customers/${id}/tags/201`]),
	ask('a tag that was not there', 404, ({ id }) => ['DELETE', `/customers/${id}/tags/206`]),
	ask('tags for many', 200, ({ id, inactive }) => [
		'PUT',
		'/tags',
		{ customerIds: [id, inactive], tagTypeIds: [202] },
	]),
	ask('tags for nobody', 400, () => ['PUT', '/tags', { customerIds: [1], tagTypeIds: [202] }]),
	ask('tags of many taken away', 200, ({ id }) => [
		'DELETE',
		'/tags',
		{ customerIds: [id], tagTypeIds: [201] },
	]),
	ask('no tags', 400, () => ['DELETE', '/tags', {}]),
	ask('the export', 200, () => ['GET', '/export/customers?includeRecentChanges=true']),
	ask('the export from nowhere', 400, () => ['GET', '/export/customers?from=nowhere']),
	ask('the export of contacts', 200, () => ['GET', '/export/customers/contacts?from=2020-01-01']),
	ask('that export from nowhere', 400, () => ['GET', '/export/customers/contacts?from=nowhere']),
	ask('locations', 200, () => ['GET', '/locations?includeTotal=true']),
	ask('a new location', 200, ({ id }) => [
		'POST',
		'/locations',
		{ customerId: id, name: 'Cabin', address: ADDRESS, contacts: [PHONE], tagTypeIds: [201] },
	]),
	ask('a location of nobody', 400, () => [
		'POST',
		'/locations',
		{ customerId: 1, name: 'Cabin', address: ADDRESS },
	]),
	ask('a changed location', 200, ({ location }) => [
		'PATCH',
		`/locations/${location}`,
		{
			name: 'Cabin',
			active: false,
			address: { ...ADDRESS, unit: '', latitude: null },
			customFields: [{ typeId: 77, value: 'x' }],
		},
	]),
	ask('a location badly changed', 400, ({ location }) => [
		'PATCH',
		`/locations/${location}`,
		{ address: { street: 'only' } },
	]),
	ask('a change of no location', 404, () => ['PATCH', '/locations/1', { name: 'x' }]),
	ask('locations, badly asked', 400, () => ['GET', '/locations?sort=Name']),
	ask('a location', 200, ({ location }) => ['GET', `/locations/${location}`]),
	ask('no location', 404, () => ['GET', '/locations/1']),
];
