import { z } from 'zod';

import { instant } from '../instant';
import { recordId } from './customer';
import { isFlag, isId, isObjectOf, isText, plainly } from './plainly';
import { orUnreadable, type MaybeUnreadable } from './unreadable';

/**
 * A phone number, e-mail address or fax number of a customer: ServiceTitan's "contact".
 * `active` is given by the export alone and false there for one that was removed.
 */
export const contactMethod = z
	.object({
		id: recordId,
		type: z.string().nullish(),
		value: z.string().nullish(),
		memo: z.string().nullish(),
		modifiedOn: instant.nullish(),
		createdOn: instant.nullish(),
		phoneSettings: z
			.object({ phoneNumber: z.string().nullish(), doNotText: z.boolean().nullish() })
			.passthrough()
			.nullish(),
		active: z.boolean().nullish(),
	})
	.passthrough();

/** A contact method from a list over many customers, which says whose it is. */
export const customersContactMethod = contactMethod.extend({ customerId: recordId });

const plainMethod = plainly<z.output<typeof customersContactMethod>>(
	{
		id: isId,
		customerId: isId,
		type: isText,
		value: isText,
		memo: isText,
		phoneSettings: isObjectOf({ phoneNumber: isText, doNotText: isFlag }),
		active: isFlag,
	},
	['createdOn', 'modifiedOn'],
);

/** One of a list over many customers: an odd one says at least whose it is. */
export const listedContactMethod = orUnreadable(
	customersContactMethod,
	z.object({
		id: recordId,
		customerId: recordId,
		modifiedOn: instant.nullish().catch(undefined),
		active: z.boolean().nullish().catch(undefined),
	}),
	plainMethod,
);

export type ContactMethod = MaybeUnreadable<z.output<typeof contactMethod>>;
export type CustomersContactMethod = MaybeUnreadable<z.output<typeof customersContactMethod>>;
