import { z } from 'zod';

import { asError } from '../../../core/asError';
import { RequestFailed } from '../../../core/failure';
import { readMany } from '../../../transport/serviceTitan/readMany';
import type { Query } from '../../../transport/query';
import { anyRecord, type AnyRecord } from '../anyRecord';
import type { Asked } from '../operation';
import { ownersOfEmail } from './emailOwners';
import { metAs } from './metHere';
import { sameNumber, withoutCountryCode } from './sameContact';

type ServiceTitan = Asked['serviceTitan'];

export interface ExternalId {
	applicationGuid: string;
	key: string;
	value: string;
}

/** What a customer is known by. */
export type KnownBy =
	| { by: 'phone'; value: string }
	| { by: 'email'; value: string }
	| ({ by: 'externalId' } & ExternalId);

/** More than this share a phone number only by mistake. */
const MOST = 50;

/**
 * The customer in use that is known by this, or `undefined`. Merged and deactivated ones are passed over.
 * @throws ZodError that names them where there are several
 */
export async function findExisting(
	serviceTitan: ServiceTitan,
	known: KnownBy,
): Promise<AnyRecord | undefined> {
	const listed = await candidates(serviceTitan, known);
	const met = metAs(serviceTitan, known).filter((id) => !listed.some((one) => one.id === id));
	const found = [...listed, ...(await inUse(serviceTitan, [...new Set(met)]))];
	if (found.length < 2) return found[0];
	const names = found.slice(0, 5).map(({ id, name }) => `${String(name)} (${id})`);
	const message = `${found.length} customers have it: ${names.join(', ')}. Merge them in ServiceTitan, or use Update with the ID of the right one.`;
	throw new z.ZodError([{ code: 'custom', path: ['Find By'], message }]);
}

/** All customers in use that are known by this. */
export async function candidates(serviceTitan: ServiceTitan, known: KnownBy): Promise<AnyRecord[]> {
	if (known.by === 'phone') return await byPhone(serviceTitan, known.value);
	if (known.by === 'email') return await byEmail(serviceTitan, known.value);
	const { applicationGuid, key, value } = known;
	const listed = await list(serviceTitan, {
		externalDataApplicationGuid: applicationGuid,
		externalDataKey: key,
		externalDataValues: value,
	});
	return listed.filter((customer) => hasExternalId(customer, key, value));
}

/** A filter that ServiceTitan did not know would be ignored: what it gives is looked at again. */
function hasExternalId({ externalData }: AnyRecord, key: string, value: string): boolean {
	const data = z.array(z.object({ key: z.string(), value: z.string() }).partial());
	return (data.safeParse(externalData).data ?? []).some(
		(one) => one.key === key && one.value === value,
	);
}

/** Asked for as it is written and without a country code: nobody knows which of them ServiceTitan finds. */
async function byPhone(serviceTitan: ServiceTitan, phone: string): Promise<AnyRecord[]> {
	const ways = [...new Set([phone, withoutCountryCode(phone)])];
	const lists = await Promise.all(
		ways.map(async (way) => await list(serviceTitan, { phone: way })),
	);
	const listed = new Map(lists.flat().map((customer) => [customer.id, customer]));
	const { value: methods } = await serviceTitan.contactMethodsOf([...listed.keys()].slice(0, MOST));
	const owners = new Set(
		methods
			.filter(({ type, value }) => type !== 'Email' && sameNumber(value ?? '', phone))
			.map(({ customerId }) => customerId),
	);
	return [...listed.values()].filter(({ id }) => owners.has(id));
}

async function byEmail(serviceTitan: ServiceTitan, email: string): Promise<AnyRecord[]> {
	const owners = await ownersOfEmail(serviceTitan, email);
	return await inUse(serviceTitan, owners.slice(0, MOST));
}

/** Read one by one: a list by ids leaves out those that are new. */
async function inUse(serviceTitan: ServiceTitan, ids: number[]): Promise<AnyRecord[]> {
	const found: AnyRecord[] = [];
	for (const id of ids) {
		const customer = await serviceTitan.get(anyRecord, `customers/${id}`).catch(noneIfMissing);
		if (customer && customer.active !== false) found.push(customer);
	}
	return found;
}

function noneIfMissing(thrown: unknown): undefined {
	if (thrown instanceof RequestFailed && thrown.failure.kind === 'missing') return undefined;
	throw asError(thrown);
}

const list = async ({ call }: ServiceTitan, query: Query): Promise<AnyRecord[]> =>
	await readMany(call, {
		path: 'customers',
		query: { ...query, sort: '+Id' },
		record: anyRecord,
		most: MOST,
	});
