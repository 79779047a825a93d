import type { Instant } from '../../core/instant';
import { pickFrom, wholeBetween, type Chance } from '../chance';
import { withTicks } from '../clock';
import type { Customer } from '../tenant/customer';
import { addLocation } from '../tenant/locationEdits';
import { TAG_TYPES } from '../tenant/tagEdits';
import type { Tenant } from '../tenant/tenant';
import { companyName, personName, type Named } from './names';
import { someAddress } from './places';

const DAY_MS = 86_400_000;
const YEARS_MS = 3 * 365 * DAY_MS;

const TAG_IDS = TAG_TYPES.map(({ id }) => id) as [number, ...number[]];

/** Rows are never changed in place, so those who have none of something can share it. */
const NONE: never[] = [];

export interface Seeded {
	customer: Customer;
	/** Before the @ of its e-mail addresses. */
	mailbox: string;
}

/** @param mergedToId the customer this one was merged into, if it was */
export function seedCustomer(tenant: Tenant, mergedToId: number | undefined): Seeded {
	const { chance } = tenant;
	const commercial = chance() < 0.15;
	const named = commercial ? companyName(chance) : personName(chance);
	const active = mergedToId === undefined && chance() >= 0.03;
	const [createdOn, modifiedOn] = drawDates(tenant);
	const details = drawDetails(chance, named, commercial);
	const customer = tenant.save(
		tenant.customers,
		whole(details, { id: tenant.nextId(), active, mergedToId, createdOn, modifiedOn }),
	);
	const { id, address } = customer;
	if (chance() < 0.3) addLocation(tenant, id, { name: named.name, address, createdOn });
	return { customer, mailbox: named.mailbox };
}

const drawDetails = (chance: Chance, { name }: Named, commercial: boolean) => ({
	name,
	type: commercial ? ('Commercial' as const) : ('Residential' as const),
	address: someAddress(chance),
	balance: chance() < 0.2 ? wholeBetween(chance, -5_000, 250_000) / 100 : 0,
	tagTypeIds: chance() < 0.35 ? [pickFrom(chance, TAG_IDS)] : NONE,
	doNotMail: chance() < 0.06,
	doNotService: chance() < 0.01,
	nationalAccount: commercial && chance() < 0.1,
	taxExempt: commercial && chance() < 0.1,
	createdById: wholeBetween(chance, 2, 40),
	externalData:
		chance() < 0.05 ? [{ key: 'legacyId', value: String(wholeBetween(chance, 1, 99_999)) }] : NONE,
	customFields:
		chance() < 0.1
			? [{ typeId: 77, name: 'Gate code', value: String(wholeBetween(chance, 1000, 9999)) }]
			: NONE,
});

interface Frame {
	id: number;
	active: boolean;
	mergedToId: number | undefined;
	createdOn: Instant;
	modifiedOn: Instant;
}

/** Field by field: a million objects that were spread together take twice the room. */
const whole = (details: ReturnType<typeof drawDetails>, frame: Frame): Customer => ({
	id: frame.id,
	active: frame.active,
	name: details.name,
	type: details.type,
	address: details.address,
	customFields: details.customFields,
	balance: details.balance,
	taxExempt: details.taxExempt,
	tagTypeIds: details.tagTypeIds,
	doNotMail: details.doNotMail,
	doNotService: details.doNotService,
	nationalAccount: details.nationalAccount,
	createdOn: frame.createdOn,
	createdById: details.createdById,
	modifiedOn: frame.modifiedOn,
	changedOn: frame.modifiedOn,
	mergedToId: frame.mergedToId ?? null,
	paymentTermId: null,
	creditLimit: null,
	creditLimitBalance: null,
	externalData: details.externalData,
	deleted: false,
});

/** Created in the last three years, modified since, and quiet for a day. @returns both */
function drawDates({ chance, clock }: Tenant): [createdOn: Instant, modifiedOn: Instant] {
	const latest = clock.now() - DAY_MS;
	const created = latest - Math.floor(chance() * YEARS_MS);
	const modified = created + Math.floor(chance() * (latest - created));
	return [instantWithin(created, chance), instantWithin(modified, chance)];
}

const instantWithin = (ms: number, chance: Chance): Instant =>
	withTicks(ms, wholeBetween(chance, 0, 9999));
