import type { IExecuteFunctions, IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { toContactRow } from '../../core/contact/contact';
import type { ContactRow, SetAside } from '../../core/contact/contactRow';
import { unreadableRow } from '../../core/contact/rowOf';
import { safeFields } from '../../core/contact/safeText';
import { instant } from '../../core/instant';
import { contactMethod } from '../../core/servicetitan/contactMethod';
import { customer, recordId } from '../../core/servicetitan/customer';
import { inWords } from '../../core/servicetitan/unreadable';
import { parsePhone } from '../../transport/vendor/phoneNumber';
import { isWanted, mannerOf, type Manner } from './settings';

/** Where a contact method says whose it is, it has to be this customer's. */
const ownedMethod = contactMethod.extend({ customerId: recordId.nullish().catch(null) });

/** What an item carries beside the customer. */
const extras = z.object({
	contacts: z.array(ownedMethod).nullish(),
	sync: z
		.object({
			readAt: instant.nullish().catch(null),
			newerByReading: z.boolean().optional().catch(undefined),
			sample: z.boolean().nullish().catch(null),
		})
		.passthrough()
		.nullish(),
});

/** One input item, ready to be written; without a row where it names no customer. */
export interface Entry {
	index: number;
	workspaceId: string;
	runId: string;
	/** The sample of a manual test is shown, never written. */
	manner: Manner;
	row: ContactRow | SetAside | undefined;
	/** Why there is no row, in words. */
	unreadable?: string;
}

export function readEntry(context: IExecuteFunctions, index: number, json: IDataObject): Entry {
	const parameter = (name: string): string =>
		String(context.getNodeParameter(name, index, '') ?? '').trim();
	const beside = extras.safeParse(json);
	const manner = mannerOf(context, index);
	const isSample = beside.success && beside.data.sync?.sample === true;
	const place = {
		index,
		workspaceId: parameter('workspaceId'),
		runId: parameter('runId'),
		manner: isSample ? { ...manner, dryRun: true } : manner,
	};
	const wanted = isWanted(context, index);
	return { ...place, ...rowOf(json, beside, wanted, columnsOf(context, index)) };
}

type Beside = z.SafeParseReturnType<unknown, z.output<typeof extras>>;
type Row = Pick<Entry, 'row' | 'unreadable'>;

function rowOf(json: IDataObject, beside: Beside, wanted: boolean, columns: Columns): Row {
	const parsed = customer.safeParse(json);
	const id = customer.shape.id.safeParse(json.id);
	if (!id.success) return { row: undefined, unreadable: NO_ID };
	const crm_id = String(id.data);
	if (!wanted) return { row: { crm_id, set_aside: 'skipped', reason: LEFT_OUT } };
	if (!parsed.success || !beside.success) {
		const issues = [parsed.error, beside.error].flatMap((error) => error?.issues ?? []);
		return { row: unreadableRow(crm_id, inWords(issues)) };
	}
	const { contacts, sync } = beside.data;
	const stranger = contacts?.find(({ customerId }) => customerId && customerId !== id.data);
	if (stranger) {
		return { row: { crm_id, set_aside: 'failed', reason: notTheirs(Number(stranger.customerId)) } };
	}
	const row = toContactRow(
		{
			customer: parsed.data,
			contacts: contacts ?? undefined,
			readAt: sync?.readAt ?? undefined,
			newerByReading: sync?.newerByReading,
		},
		parsePhone,
	);
	return { row: columns ? { ...row, columns } : row };
}

const NO_ID =
	'The item has no ServiceTitan customer ID. Hand on the whole customer, with its field "id".';
const LEFT_OUT = 'left out on purpose by Write When';

/** Written, it would be the stranger whom a call to this customer reaches. */
const notTheirs = (customerId: number): string =>
	`Its field "contacts" is that of another customer, ${customerId}. Keep "id" and "contacts" of an item together.`;

type Columns = Record<string, unknown> | undefined;

/** The further columns the user mapped for this item; those without a value are left alone. */
function columnsOf(context: IExecuteFunctions, index: number): Columns {
	const mapped = context.getNodeParameter('additionalColumns.value', index, null);
	if (typeof mapped !== 'object' || mapped === null) return undefined;
	const filled = Object.entries(mapped).filter(
		([, value]) => value !== undefined && value !== null,
	);
	return filled.length > 0 ? safeFields(Object.fromEntries(filled)) : undefined;
}
