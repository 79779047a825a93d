import type { IExecuteFunctions } from 'n8n-workflow';

import { millisOf, type Instant } from '../../../core/instant';
import { brief } from '../../../core/retry';
import type { Permission, Permissions, Stop } from '../../../core/sync/diagnosis/evidence';
import { known, unasked, type Known } from '../../../core/sync/diagnosis/known';
import { checkServiceTitan } from '../../../transport/credentialTests/serviceTitan';
import { exchangeOfHelper } from '../../../transport/exchange';
import { sentenceOfThrown } from '../../../transport/sentenceOfThrown';
import { connectServiceTitan, type ServiceTitanConnection } from '../../../transport/serviceTitan';
import { ended } from '../../../core/ended';
import type { Sentence } from '../../../transport/words/sentence';
import { systemClock } from '../../shared/systemClock';
import { askPermissions } from './askPermissions';
import { attempt } from './attempt';

export interface ServiceTitanSeen {
	stop: Stop | null;
	permissions: Permissions;
	/** Where the way is open. */
	connection?: ServiceTitanConnection;
	/** By how many milliseconds its clock is ahead of this machine's; `null`: its replies carry no time. */
	aheadMs: Known<number | null>;
}

/** How far the credential goes, and which calls of the sync ServiceTitan permits it. */
export async function askServiceTitan(context: IExecuteFunctions): Promise<ServiceTitanSeen> {
	const opened = await open(context);
	if ('stop' in opened) return { ...opened, ...nothing() };
	const { connection } = opened;
	try {
		const { answeredAt } = await connection.customers({ page: 1, pageSize: 1 });
		const aheadMs = known(answeredAt ? millisOf(answeredAt) - systemClock.now() : null);
		const read: Known<Permission> = known({ allowed: true });
		const permissions = { ...(await askPermissions(connection)), readCustomers: read };
		return { stop: null, connection, permissions, aheadMs };
	} catch (thrown) {
		return await whereItStops(context, connection, thrown);
	}
}

async function open(
	context: IExecuteFunctions,
): Promise<{ connection: ServiceTitanConnection } | { stop: Stop }> {
	try {
		return { connection: await connectServiceTitan(context, systemClock, brief) };
	} catch (thrown) {
		return { stop: stopAt('credential', sentenceOfThrown(thrown)) };
	}
}

const stopAt = (at: Stop['at'], { message, description }: Sentence): Stop => ({
	at,
	found: ended(message),
	toDo: description,
});

const SEE_ABOVE = unasked('The way into ServiceTitan ends earlier: see above.');

const nothing = (): Pick<ServiceTitanSeen, 'permissions' | 'aheadMs'> => ({
	permissions: {
		readCustomers: SEE_ABOVE,
		readContactMethods: SEE_ABOVE,
		exportContactMethods: SEE_ABOVE,
		exportCustomers: SEE_ABOVE,
	},
	aheadMs: SEE_ABOVE,
});

/** Reading a customer failed: a token of its own tells at which step, as the credential's test does. */
async function whereItStops(
	context: IExecuteFunctions,
	connection: ServiceTitanConnection,
	thrown: unknown,
): Promise<ServiceTitanSeen> {
	const credential = await context.getCredentials('serviceTitanOAuth2Api');
	const check = checkServiceTitan(credential, exchangeOfHelper(context));
	const found = await check.catch((failure: unknown) => ({
		...sentenceOfThrown(failure),
		at: 'signInReach' as const,
	}));
	if (!found) {
		const stop = stopAt('passed', sentenceOfThrown(thrown));
		const permissions = {
			...(await askPermissions(connection)),
			readCustomers: known<Permission>({ allowed: true }),
		};
		return { ...nothing(), stop, permissions, connection };
	}
	const stop = stopAt(found.at, found);
	if (found.at !== 'scope') return { ...nothing(), stop };
	const readCustomers: Known<Permission> = known({ allowed: false, said: stop.found });
	return {
		...nothing(),
		stop,
		permissions: { ...(await askPermissions(connection)), readCustomers },
	};
}

/** How many customers changed since the cursor; `null` where ServiceTitan gives no total. */
export const askWaiting = async (
	connection: ServiceTitanConnection,
	cursor: Instant,
): Promise<Known<number | null>> =>
	await attempt(async () => {
		const query = { modifiedOnOrAfter: cursor, page: 1, pageSize: 1, includeTotal: true };
		return (await connection.customers(query)).value.totalCount ?? null;
	});
