import { wholeBetween, type Chance } from '../../../simulator/chance';
import type { ServiceTitanSimulator } from '../../../simulator';
import {
	draftOf,
	edit,
	oneOf,
	type Edit,
	type Method,
	type MethodType,
} from '../anyOrder/business';

/** What befalls a business while it is copied, by chance. */

const TYPES: MethodType[] = ['Phone', 'MobilePhone', 'Email', 'Email', 'Fax'];

const methodOf = (chance: Chance): Method => ({
	type: oneOf(chance, TYPES) ?? 'Email',
	value: wholeBetween(chance, 100, 9_999),
});

/** Every eighth customer has nothing to be reached by, or only a fax. */
export const methodsOf = (chance: Chance, index: number): Method[] =>
	index % 8 === 7
		? [{ type: 'Fax' as const, value: index }].slice(index % 16 === 7 ? 0 : 1)
		: Array.from({ length: wholeBetween(chance, 1, 3) }, () => methodOf(chance));

const EDITS: Array<(chance: Chance) => Edit> = [
	(chance) => ({ do: 'rename', to: wholeBetween(chance, 100, 9_999) }),
	(chance) => ({ do: 'move', to: wholeBetween(chance, 100, 9_999) }),
	(chance) => ({ do: 'tags', to: [wholeBetween(chance, 1, 9)] }),
	() => ({ do: 'deactivate' }),
	() => ({ do: 'reactivate' }),
	(chance) => ({ do: 'merge', into: wholeBetween(chance, 0, 999) }),
	(chance) => ({ do: 'addMethod', method: methodOf(chance) }),
	(chance) => ({
		do: 'editMethod',
		which: wholeBetween(chance, 0, 9),
		value: wholeBetween(chance, 100, 9_999),
	}),
	(chance) => ({ do: 'removeMethod', which: wholeBetween(chance, 0, 9) }),
];

/** One edit to one customer, now and then a new one instead. */
export function editSomebody(simulator: ServiceTitanSimulator, chance: Chance): void {
	const somebody = oneOf(chance, simulator.customers());
	if (!somebody || chance() < 0.1) {
		simulator.addCustomer(draftOf(wholeBetween(chance, 100, 9_999), [methodOf(chance)]));
		return;
	}
	const change = oneOf(chance, EDITS)?.(chance);
	if (change) edit(simulator, somebody.id, change);
}
