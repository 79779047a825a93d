import type { IDataObject } from 'n8n-workflow';

import type { ServiceTitanConnection } from '../../../transport/serviceTitan';
import type { AnyRecord } from '../anyRecord';

/** So many customers one call takes. */
const AT_ONCE = 50;

/** The customers, each with its contact methods as `contacts`. */
export async function withContactMethods(
	serviceTitan: ServiceTitanConnection,
	customers: AnyRecord[],
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for (let start = 0; start < customers.length; start += AT_ONCE) {
		const some = customers.slice(start, start + AT_ONCE);
		const { value } = await serviceTitan.contactMethodsOf(some.map(({ id }) => id));
		for (const one of some)
			found.push({ ...one, contacts: value.filter(({ customerId }) => customerId === one.id) });
	}
	return found;
}
