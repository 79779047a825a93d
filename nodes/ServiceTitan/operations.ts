import { getCustomer } from './customer/get';
import { getManyCustomers } from './customer/getMany';
import { addNote } from './note/add';
import type { Resource } from './operation';

/** All that the node can do. A further operation is a file of its own and an entry here. */
export const resources: Resource[] = [
	{ name: 'Customer', value: 'customer', operations: [getCustomer, getManyCustomers] },
	{ name: 'Note', value: 'note', operations: [addNote] },
];
