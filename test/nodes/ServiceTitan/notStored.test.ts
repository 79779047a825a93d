import type { IDataObject } from 'n8n-workflow';

import { withNotStored } from '../../../nodes/ServiceTitan/notStored';

const GUID = '0b5a3c5e-8d7e-4a4e-9a5c-1f2e3d4c5b6a';

it.each<[story: string, sent: IDataObject, stored: IDataObject, missing: string[] | undefined]>([
	['nothing sent', {}, { name: 'Ann' }, undefined],
	['empty text', { memo: '' }, {}, undefined],
	['text that is there', { value: '5125550142' }, { value: '(512) 555-0142' }, undefined],
	['text that is not', { memo: 'Work' }, { memo: null }, ['memo']],
	['a flag', { doNotMail: true }, { doNotMail: true }, undefined],
	['a flag that was dropped', { doNotMail: true }, { doNotMail: false }, ['doNotMail']],
	['a flag switched off', { active: false }, { active: true }, ['active']],
	['a flag off that is not there', { taxExempt: false }, {}, undefined],
	['tags', { tagTypeIds: [1, 2] }, { tagTypeIds: [2, 3, 1] }, undefined],
	['a tag that is missing', { tagTypeIds: [1, 2] }, { tagTypeIds: [1] }, ['tagTypeIds']],
	[
		'custom fields, one without its value',
		{ customFields: [{ typeId: 1, value: 'x' }] },
		{ customFields: [{ typeId: 1, value: null }] },
		['customFields'],
	],
	[
		'an emptied custom field',
		{ customFields: [{ typeId: 1, value: '' }], name: 'Ann' },
		{ customFields: [{ typeId: 2, value: 'y' }], name: 'Ann' },
		undefined,
	],
	[
		'contact methods, written another way',
		{ contacts: [{ type: 'Phone', value: '5125550142' }] },
		{ contacts: [{ type: 'Phone', value: '(512) 555-0142' }] },
		undefined,
	],
	[
		'a line of an address',
		{ address: { street: '1 Main St', unit: '7', city: '' } },
		{ address: { street: '1 Main Street', unit: null } },
		['address.unit'],
	],
	[
		'external data in its own form',
		{ externalData: { applicationGuid: GUID, externalData: [{ key: 'a', value: 'b' }] } },
		{ externalData: [{ key: 'a', value: 'b' }] },
		undefined,
	],
	[
		'external data that was dropped',
		{ externalData: { applicationGuid: GUID, externalData: [{ key: 'a', value: 'b' }] } },
		{ externalData: [] },
		['externalData'],
	],
])('%s', (_story, sent, stored, missing) => {
	expect(withNotStored(stored, sent).notStored).toEqual(missing);
});
