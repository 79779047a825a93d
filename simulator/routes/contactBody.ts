import { z } from 'zod';

import { filled } from '../http/body';
import { CONTACT_TYPES } from '../tenant/contact';

/** Bodies of POST and PATCH …/contacts, as the specification has them. */

export const newContact = z.object({
	type: z.enum(CONTACT_TYPES),
	value: filled,
	memo: z.string().nullish(),
});

export const contactPatch = z.object({
	type: z.enum(CONTACT_TYPES).optional(),
	value: filled.optional(),
	memo: z.string().optional(),
	preferences: z
		.object({
			jobRemindersEnabled: z.boolean(),
			marketingUpdatesEnabled: z.boolean(),
			invoiceStatementNotification: z.boolean(),
		})
		.optional(),
});
