import type { ServiceTitanSimulator } from '../../simulator';
import { addLocation } from '../../simulator/tenant/locationEdits';

/** A record as a list of the node's fields names it. */
export interface Listed {
	id: number;
	name: string;
}

/** The records that the pictured nodes read and change. */
export interface PicturedRecords {
	customer: Listed;
	/** Whom nobody needs any more. */
	leaving: Listed;
	mobile: Listed;
	landline: Listed;
	location: Listed;
	note: Listed;
	/** Customers for what goes to many. */
	some: number[];
}

/** Adds them to the simulated business. */
export function addPicturedRecords(simulator: ServiceTitanSimulator): PicturedRecords {
	const ann = simulator.addCustomer({ name: 'Smith, Ann', tagTypeIds: [203, 204] });
	const bob = simulator.addCustomer({ name: 'Brown, Bob' });
	const contact = (type: 'MobilePhone' | 'Phone', value: string): Listed => ({
		id: simulator.addContact(ann.id, { type, value }).id,
		name: `${value} (${type})`,
	});
	const house = addLocation(simulator.tenant, ann.id, {
		name: 'Summer house',
		address: ann.address,
	});
	const note = simulator.addNote(ann.id, 'Called twice about the same thing');
	return {
		customer: listed(ann),
		leaving: listed(bob),
		mobile: contact('MobilePhone', '512-555-0142'),
		landline: contact('Phone', '512-555-0143'),
		location: listed(house),
		note: { id: note.id, name: `${note.text} (${note.createdOn.slice(0, 10)})` },
		some: [ann.id, bob.id],
	};
}

const listed = ({ id, name }: { id: number; name: string }): Listed => ({
	id,
	name: `${name} (${id})`,
});
