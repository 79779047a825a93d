import type { Instant } from '../instant';
import type { Customer } from '../servicetitan/customer';

export type ChangeEvent = 'created' | 'updated';
export type TriggerOn = ChangeEvent | 'createdOrUpdated';

/** A customer is new when it was made inside the window and no version of it was handed on before. */
export const eventOf = (
	customer: Customer,
	since: Instant,
	known: Record<string, string>,
): ChangeEvent =>
	customer.createdOn && customer.createdOn >= since && known[customer.id] === undefined
		? 'created'
		: 'updated';

export const isWanted = (triggerOn: TriggerOn, event: ChangeEvent): boolean =>
	triggerOn === 'createdOrUpdated' || triggerOn === event;
