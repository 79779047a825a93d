import { z } from 'zod';

import { instant } from '../instant';
import { isFlag, isId, isNumber, isNumbers, isObjectOf, isText, plainly } from './plainly';
import { orUnreadable, type MaybeUnreadable } from './unreadable';

const text = z.string().nullish();
const number = z.number().nullish();
const flag = z.boolean().nullish();

/** A record's id: a whole number, or its text, since ids pass through forms and spreadsheets. */
export const recordId = z
	.union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)], {
		errorMap: () => ({ message: 'is no ServiceTitan id' }),
	})
	.pipe(
		z
			.number()
			.int('is no ServiceTitan id')
			.positive('is no ServiceTitan id')
			.safe('is too large for an id'),
	);

export const address = z
	.object({
		street: text,
		unit: text,
		city: text,
		state: text,
		zip: text,
		country: text,
		latitude: number,
		longitude: number,
	})
	.passthrough();

/**
 * A customer as ServiceTitan sends it. Everything but the id may be absent or null, enums are open
 * and fields we do not know pass through. Phone and e-mail are not on it: see contactMethod.ts.
 */
export const customer = z
	.object({
		id: recordId,
		name: text,
		active: flag,
		type: text,
		address: address.nullish(),
		balance: number,
		taxExempt: flag,
		doNotMail: flag,
		doNotService: flag,
		nationalAccount: flag,
		tagTypeIds: z.array(z.number()).nullish(),
		createdOn: instant.nullish(),
		modifiedOn: instant.nullish(),
		mergedToId: number,
	})
	.passthrough();

const plainCustomer = plainly<z.output<typeof customer>>(
	{
		id: isId,
		name: isText,
		active: isFlag,
		type: isText,
		address: isObjectOf({
			street: isText,
			unit: isText,
			city: isText,
			state: isText,
			zip: isText,
			country: isText,
			latitude: isNumber,
			longitude: isNumber,
		}),
		balance: isNumber,
		taxExempt: isFlag,
		doNotMail: isFlag,
		doNotService: isFlag,
		nationalAccount: isFlag,
		tagTypeIds: isNumbers,
		mergedToId: isNumber,
	},
	['createdOn', 'modifiedOn'],
);

/** One of a list: an odd one keeps its id, and its version where that can be read. */
export const listedCustomer = orUnreadable(
	customer,
	z.object({ id: recordId, modifiedOn: instant.nullish().catch(undefined) }),
	plainCustomer,
);

export type Customer = MaybeUnreadable<z.output<typeof customer>>;
export type Address = z.output<typeof address>;
