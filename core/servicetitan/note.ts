import { z } from 'zod';

import { instant } from '../instant';
import { recordId } from './customer';

/** A remark on a customer. Adding one counts as a modification of the customer. */
export const note = z
	.object({
		id: recordId,
		text: z.string().nullish(),
		isPinned: z.boolean().nullish(),
		createdById: z.number().nullish(),
		createdOn: instant.nullish(),
		modifiedOn: instant.nullish(),
	})
	.passthrough();

export type Note = z.output<typeof note>;
