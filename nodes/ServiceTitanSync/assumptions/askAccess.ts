import type { IExecuteFunctions } from 'n8n-workflow';

import type { Answers } from '../../../core/sync/assumptions/answers';
import { known, unasked } from '../../../core/sync/diagnosis/known';
import { exchangeOfHelper } from '../../../transport/exchange';
import { claimOf } from '../../../transport/jwt';
import { serviceTitanAccount } from '../../../transport/serviceTitan/account';
import { addressOf } from '../../../transport/serviceTitan/call';
import { signIn } from '../../../transport/serviceTitan/signIn';
import { attempt } from '../diagnosis/attempt';

type AccessAnswers = Pick<Answers, 'wrongAppKey' | 'tokenTenant'>;

/** In the form of one, and nobody's. */
const NOBODYS = 'ak1.thiskeydoesnotexist';

/** A token of its own, and one call with an app key that does not exist: what ServiceTitan says to that. */
export async function askAccess(context: IExecuteFunctions): Promise<AccessAnswers> {
	const account = serviceTitanAccount(await context.getCredentials('serviceTitanOAuth2Api'));
	const exchange = exchangeOfHelper(context);
	const token = await attempt(async () => await signIn(account, exchange));
	if (token.state !== 'known') return { wrongAppKey: token, tokenTenant: token };
	const wrongAppKey = await attempt(async () => {
		const url = addressOf(account, { path: 'customers', query: { page: 1, pageSize: 1 } });
		const headers = {
			Authorization: `Bearer ${token.value}`,
			'ST-App-Key': NOBODYS,
			Accept: 'application/json',
		};
		return (await exchange({ method: 'GET', url, headers }, 'ServiceTitan')).status;
	});
	return { wrongAppKey, tokenTenant: known(claimOf(token.value, 'tenant') ?? null) };
}

const LOST = unasked('ServiceTitan could not be asked any more: see above.');
export const ACCESS_UNKNOWN: AccessAnswers = {
	wrongAppKey: LOST,
	tokenTenant: LOST,
};
