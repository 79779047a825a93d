import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { recordId } from '../../core/servicetitan/customer';

export interface AnyRecord extends IDataObject {
	id: number;
}

/** A record as ServiceTitan sends it, every field and every digit of it: what an action hands on is not ours to change. */
export const anyRecord = z
	.object({ id: recordId })
	.passthrough()
	// It came as JSON, and that is all n8n means by its data objects.
	.transform((record) => record as AnyRecord);

/** The same for a list of which nobody knows whether its records have ids. */
export const anyRow = z
	.object({})
	.passthrough()
	.transform((record) => record as IDataObject);
