import { createContact } from './contact/create';
import { deleteContact } from './contact/delete';
import { getManyContacts } from './contact/getMany';
import { updateContact } from './contact/update';
import { createCustomer } from './customer/create';
import { createOrUpdateCustomer } from './customer/createOrUpdate';
import { deactivateCustomer } from './customer/deactivate';
import { getCustomer } from './customer/get';
import { getManyCustomers } from './customer/getMany';
import { updateCustomer } from './customer/update';
import { getManyCustomFields } from './customField/getMany';
import { createLocation } from './location/create';
import { getLocation } from './location/get';
import { getManyLocations } from './location/getMany';
import { updateLocation } from './location/update';
import { addNote } from './note/add';
import { deleteNote } from './note/delete';
import { getManyNotes } from './note/getMany';
import type { Resource } from './operation';
import { rawRequest } from './rawRequest/request';
import { addTag } from './tag/add';
import { addTagsInBulk, removeTagsInBulk } from './tag/bulk';
import { getManyTags } from './tag/getMany';
import { removeTag } from './tag/remove';

/** All that the node can do. A further operation is a file of its own and an entry here. */
export const resources: Resource[] = [
	{
		name: 'Customer',
		value: 'customer',
		operations: [
			getCustomer,
			getManyCustomers,
			createCustomer,
			createOrUpdateCustomer,
			updateCustomer,
			deactivateCustomer,
		],
	},
	{ name: 'Custom Field', value: 'customField', operations: [getManyCustomFields] },
	{
		name: 'Contact Method',
		value: 'contact',
		operations: [getManyContacts, createContact, updateContact, deleteContact],
	},
	{
		name: 'Location',
		value: 'location',
		operations: [getManyLocations, getLocation, createLocation, updateLocation],
	},
	{ name: 'Note', value: 'note', operations: [addNote, getManyNotes, deleteNote] },
	{ name: 'Raw Request', value: 'rawRequest', operations: [rawRequest] },
	{
		name: 'Tag',
		value: 'tag',
		operations: [addTag, addTagsInBulk, getManyTags, removeTag, removeTagsInBulk],
	},
];
