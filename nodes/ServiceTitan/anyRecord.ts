import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { recordId } from '../../core/servicetitan/customer';

/** A record as ServiceTitan sends it, every field and every digit of it: what an action hands on is not ours to change. */
export const anyRecord = z.object({ id: recordId }).catchall(z.custom<IDataObject[string]>());

export type AnyRecord = z.output<typeof anyRecord>;
