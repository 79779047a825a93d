import { z } from 'zod';

import { filled } from '../http/body';
import { CONTACT_TYPES } from '../tenant/contact';

/** What the control API takes. Unlike ServiceTitan, it refuses a field it does not know. */

export const contactDraft = z
	.object({
		type: z.enum(CONTACT_TYPES),
		value: filled,
		memo: z.string().nullable().optional(),
		doNotText: z.boolean().optional(),
	})
	.strict();

export const contactChanges = contactDraft.partial();

const changes = z
	.object({
		name: filled,
		type: z.enum(['Residential', 'Commercial']),
		active: z.boolean(),
		doNotMail: z.boolean(),
		doNotService: z.boolean(),
		tagTypeIds: z.array(z.number().int()),
		balance: z.number(),
	})
	.strict()
	.partial();

export const customerChanges = changes;
export const customerDraft = changes.extend({ contacts: z.array(contactDraft).optional() });
export const noteDraft = z.object({ text: filled }).strict();
export const mergeTarget = z.object({ intoId: z.coerce.number().int() }).strict();
