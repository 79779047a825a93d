import type { Chance } from '../../../simulator/chance';
import type { ServiceTitanSimulator } from '../../../simulator';

/** What somebody at the business does to a customer. */
export type Edit =
	| { do: 'rename'; to: number }
	| { do: 'move'; to: number }
	| { do: 'note' }
	| { do: 'balance'; to: number }
	| { do: 'tags'; to: number[] }
	| { do: 'deactivate' }
	| { do: 'reactivate' }
	| { do: 'merge'; into: number }
	| { do: 'addMethod'; method: Method }
	| { do: 'editMethod'; which: number; value: number }
	| { do: 'removeMethod'; which: number };

export type MethodType = 'Phone' | 'MobilePhone' | 'Email' | 'Fax';

/** `value` below 10 is one of a few that customers and contacts typed in by hand may share. */
export interface Method {
	type: MethodType;
	value: number;
}

/** A value and how it is typed by the people at the business. */
export const phoneOf = (value: number): string =>
	`(512) 555-${String(value % 10_000).padStart(4, '0')}`;
export const emailOf = (value: number): string => `Person${value}@Example.com`;

const valueOf = (type: MethodType, value: number): string =>
	type === 'Email' ? emailOf(value) : phoneOf(value);

const GIVEN = ['Ann', 'Bob', 'Cay', 'Dee', 'Eve', 'Flo', 'Gus', 'Hal'];

/** A name of two plain words: the first is the first name, the other the last name. */
export const nameOf = (number: number): string => `${GIVEN[number % GIVEN.length]} Tester${number}`;

export const draftOf = (name: number, methods: Method[]) => ({
	name: nameOf(name),
	address: { street: `${name} First St` },
	contacts: methods.map(({ type, value }) => ({ type, value: valueOf(type, value) })),
});

/** @returns what was done, in words; `undefined` where there was nothing to do it to */
export function edit(
	simulator: ServiceTitanSimulator,
	id: number,
	change: Edit,
): string | undefined {
	switch (change.do) {
		case 'rename':
			simulator.editCustomer(id, { name: nameOf(change.to) });
			return `is now called ${nameOf(change.to)}`;
		case 'move':
			simulator.editCustomer(id, { address: { street: `${change.to} Main St` } });
			return `moves to ${change.to} Main St`;
		case 'note':
			simulator.addNote(id, 'Called back');
			return 'gets a note';
		case 'balance':
			simulator.changeBalance(id, change.to);
			return `has a balance of ${change.to}`;
		case 'tags':
			simulator.setTags(id, change.to);
			return `has the tags ${change.to.join()}`;
		case 'deactivate':
			simulator.deactivate(id);
			return 'is deactivated';
		case 'reactivate':
			simulator.reactivate(id);
			return 'is active again';
		default:
			return editFurther(simulator, id, change);
	}
}

type Further = Extract<Edit, { do: 'merge' | 'addMethod' | 'editMethod' | 'removeMethod' }>;

function editFurther(
	simulator: ServiceTitanSimulator,
	id: number,
	change: Further,
): string | undefined {
	if (change.do === 'merge') {
		const others = simulator.customers().filter((other) => other.id !== id);
		const into = others[change.into % others.length];
		if (!into) return undefined;
		simulator.merge(id, into.id);
		return `is merged into ${into.id}`;
	}
	if (change.do === 'addMethod') {
		const { type, value } = change.method;
		simulator.addContact(id, { type, value: valueOf(type, value) });
		return `gets ${type} ${valueOf(type, value)}`;
	}
	const methods = simulator.contactsOf(id);
	const method = methods[change.which % methods.length];
	if (!method) return undefined;
	if (change.do === 'removeMethod') {
		simulator.removeContact(method.id);
		return `loses ${method.type} ${method.value}`;
	}
	const value = valueOf(method.type, change.value);
	simulator.editContact(method.id, { value });
	return `has ${value} in place of ${method.value}`;
}

/** One of some, by chance. */
export const oneOf = <T>(chance: Chance, some: T[]): T | undefined =>
	some[Math.floor(chance() * some.length)];
