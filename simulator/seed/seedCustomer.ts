import { pickFrom, wholeBetween, type Chance } from '../chance';
import { withTicks } from '../clock';
import type { Customer } from '../tenant/customer';
import { addCustomer, type CustomerDraft } from '../tenant/customerEdits';
import { addLocation } from '../tenant/locationEdits';
import { TAG_TYPES } from '../tenant/tagEdits';
import type { Tenant } from '../tenant/tenant';
import { companyName, personName, type Named } from './names';
import { someAddress } from './places';

const DAY_MS = 86_400_000;
const YEARS_MS = 3 * 365 * DAY_MS;

const TAG_IDS = TAG_TYPES.map(({ id }) => id) as [number, ...number[]];

export interface Seeded extends Customer {
	mailbox: string;
}

/** @param mergedToId the customer this one was merged into, if it was */
export function seedCustomer(tenant: Tenant, mergedToId: number | undefined): Seeded {
	const { chance } = tenant;
	const commercial = chance() < 0.15;
	const named = commercial ? companyName(chance) : personName(chance);
	const active = mergedToId === undefined && chance() >= 0.03;
	const customer = addCustomer(tenant, {
		...drawDates(tenant),
		...drawDetails(chance, named, commercial),
		active,
		mergedToId: mergedToId ?? null,
	});
	const { address, createdOn } = customer;
	if (chance() < 0.3) addLocation(tenant, customer.id, { name: named.name, address, createdOn });
	return { ...customer, mailbox: named.mailbox };
}

const drawDetails = (chance: Chance, { name }: Named, commercial: boolean): CustomerDraft => ({
	name,
	type: commercial ? 'Commercial' : 'Residential',
	address: someAddress(chance),
	balance: chance() < 0.2 ? wholeBetween(chance, -5_000, 250_000) / 100 : 0,
	tagTypeIds: chance() < 0.35 ? [pickFrom(chance, TAG_IDS)] : [],
	doNotMail: chance() < 0.06,
	doNotService: chance() < 0.01,
	nationalAccount: commercial && chance() < 0.1,
	taxExempt: commercial && chance() < 0.1,
	createdById: wholeBetween(chance, 2, 40),
	externalData:
		chance() < 0.05 ? [{ key: 'legacyId', value: String(wholeBetween(chance, 1, 99_999)) }] : [],
	customFields:
		chance() < 0.1
			? [{ typeId: 77, name: 'Gate code', value: String(wholeBetween(chance, 1000, 9999)) }]
			: [],
});

/** Created in the last three years, modified since, and quiet for a day. */
function drawDates({ chance, clock }: Tenant): Pick<CustomerDraft, 'createdOn' | 'modifiedOn'> {
	const latest = clock.now() - DAY_MS;
	const created = latest - Math.floor(chance() * YEARS_MS);
	const modified = created + Math.floor(chance() * (latest - created));
	const instant = (ms: number): string => withTicks(ms, wholeBetween(chance, 0, 9999));
	return { createdOn: instant(created), modifiedOn: instant(modified) };
}
