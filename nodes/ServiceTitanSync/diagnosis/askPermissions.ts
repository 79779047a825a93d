import { RequestFailed } from '../../../core/failure';
import { instantOfMillis, secondsBefore } from '../../../core/instant';
import type { Permission, Permissions } from '../../../core/sync/diagnosis/evidence';
import { known, type Known } from '../../../core/sync/diagnosis/known';
import { isNotPermitted } from '../../../sync/notPermitted';
import { sentenceOfThrown } from '../../../transport/sentenceOfThrown';
import type { ServiceTitanConnection } from '../../../transport/serviceTitan';
import { ended } from '../../../core/ended';
import { systemClock } from '../../shared/systemClock';
import { failed } from './attempt';

/** The calls of a sync beyond reading customers: each is made once, and asks for as little as it can. */
export async function askPermissions(
	connection: ServiceTitanConnection,
): Promise<Omit<Permissions, 'readCustomers'>> {
	const now = instantOfMillis(systemClock.now());
	const range = { modifiedOnOrAfter: secondsBefore(now, 60), modifiedBefore: now };
	return {
		readContactMethods: await permitted(
			async () => await connection.contactMethodsModified({ ...range, page: 1, pageSize: 1 }),
		),
		exportContactMethods: await permitted(async () => await connection.contactMethodExport(now)),
		exportCustomers: await permitted(async () => await connection.customerExport(now)),
	};
}

async function permitted(ask: () => Promise<unknown>): Promise<Known<Permission>> {
	try {
		await ask();
		return known({ allowed: true });
	} catch (thrown) {
		const sentence = sentenceOfThrown(thrown);
		if (!isNotPermitted(thrown)) return failed(sentence);
		const detail = thrown instanceof RequestFailed ? ` ${ended(thrown.failure.detail)}` : '';
		return known({ allowed: false, said: `${ended(sentence.message)}${detail}` });
	}
}
