import type { IExecuteFunctions } from 'n8n-workflow';

import { instantOfMillis, parseInstant } from '../../../core/instant';
import type { Evidence } from '../../../core/sync/diagnosis/evidence';
import { known, unasked, valueOf, type Known } from '../../../core/sync/diagnosis/known';
import { serviceTitanAccount } from '../../../transport/serviceTitan/account';
import { systemClock } from '../../shared/systemClock';
import { askDatabase, type DatabaseSeen } from './askDatabase';
import { askServiceTitan, askWaiting, type ServiceTitanSeen } from './askServiceTitan';
import { attempt } from './attempt';

/** Asks both services all that the checks go by, side by side; nothing is changed, and nothing that fails is thrown. */
export async function gather(context: IExecuteFunctions, workspaceId: string): Promise<Evidence> {
	const account = await accountOf(context);
	const [database, serviceTitan] = await Promise.all([
		askDatabase(context, { workspaceId, account }),
		askServiceTitan(context),
	]);
	const { clock, ...seen } = database;
	return {
		...seen,
		now: clock?.now ?? instantOfMillis(systemClock.now()),
		timezone: context.getTimezone(),
		workspaceId,
		account,
		stop: serviceTitan.stop,
		permissions: serviceTitan.permissions,
		waiting: await waitingBehind(database, serviceTitan),
		clockAhead: clockAheadOf(database, serviceTitan),
	};
}

/** `null` where the credential is missing or not complete: what is wrong is told by a check of its own. */
async function accountOf(context: IExecuteFunctions): Promise<Evidence['account']> {
	const account = await attempt(async () =>
		serviceTitanAccount(await context.getCredentials('serviceTitanOAuth2Api')),
	);
	const { tenantId, environment } = valueOf(account) ?? {};
	return tenantId && environment ? { tenantId, environment } : null;
}

async function waitingBehind(
	{ state }: DatabaseSeen,
	{ connection }: ServiceTitanSeen,
): Promise<Known<number | null>> {
	if (state.state !== 'known') return unasked('The cursor cannot be read: see above.');
	const cursor = parseInstant(state.value.last_modified_cursor ?? '');
	if (!cursor) return unasked('There is no cursor to count from: see the check before.');
	return connection ? await askWaiting(connection, cursor) : unasked(NOT_REACHED);
}

const NOT_REACHED = 'ServiceTitan cannot be asked: see above.';

function clockAheadOf(
	{ clock }: DatabaseSeen,
	{ aheadMs }: ServiceTitanSeen,
): Known<number | null> {
	if (aheadMs.state !== 'known') return unasked(NOT_REACHED);
	if (!clock) return unasked("The database's time is not known: see above.");
	const { value } = aheadMs;
	return known(value === null ? null : (value - clock.aheadMs) / 1000);
}
