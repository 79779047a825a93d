import { HOSTS } from '../../../transport/serviceTitan/account';
import { fingerprintOf, TokenShare } from '../../../transport/serviceTitan/tokenShare';

const MINUTE_MS = 60_000;

/** A sign-in that numbers its tokens and answers when told to. */
function signIn() {
	let count = 0;
	const waiting: Array<() => void> = [];
	return {
		count: () => count,
		answerAll: () => waiting.splice(0).forEach((answer) => answer()),
		fetch: async (): Promise<string> => {
			const token = `token ${++count}`;
			await new Promise<void>((answer) => waiting.push(answer));
			return token;
		},
	};
}

const of = (refused: string, now: number, { fetch }: ReturnType<typeof signIn>) => ({
	fingerprint: 'business',
	refused,
	now,
	fetch,
});

describe('a token that ran out', () => {
	it('is renewed once for all requests that lose it at the same moment', async () => {
		const [share, service] = [new TokenShare(), signIn()];
		const renewals = [1, 2, 3].map(() => share.renew(of('old', 0, service)));
		service.answerAll();
		expect(await Promise.all(renewals)).toEqual(['token 1', 'token 1', 'token 1']);
		expect(service.count()).toBe(1);
	});

	it('is not renewed again for a request that was refused with it a little later', async () => {
		const [share, service] = [new TokenShare(), signIn()];
		const first = share.renew(of('old', 0, service));
		service.answerAll();
		await first;
		expect(await share.renew(of('old', 900, service))).toBe('token 1');
	});

	it('is renewed anew when its successor is refused as well', async () => {
		const [share, service] = [new TokenShare(), signIn()];
		const first = share.renew(of('old', 0, service));
		service.answerAll();
		const second = share.renew(of(await first, 900, service));
		service.answerAll();
		expect(await second).toBe('token 2');
	});

	it('is renewed anew when the successor is older than a minute', async () => {
		const [share, service] = [new TokenShare(), signIn()];
		const first = share.renew(of('old', 0, service));
		service.answerAll();
		await first;
		const second = share.renew(of('old', MINUTE_MS, service));
		service.answerAll();
		expect(await second).toBe('token 2');
	});
});

it('a sign-in that failed is tried again by the next request', async () => {
	const share = new TokenShare();
	const request = { fingerprint: 'business', refused: '', now: 0 };
	const failing = share.renew({ ...request, fetch: () => Promise.reject(new Error('down')) });
	await expect(failing).rejects.toThrow('down');
	expect(await share.renew({ ...request, fetch: () => Promise.resolve('t') })).toBe('t');
});

it('one business never gets the token of another', async () => {
	const share = new TokenShare();
	const token = (fingerprint: string) =>
		share.renew({
			fingerprint,
			refused: 'old',
			now: 0,
			fetch: () => Promise.resolve(`for ${fingerprint}`),
		});
	expect(await Promise.all([token('a'), token('b')])).toEqual(['for a', 'for b']);
});

describe('the fingerprint of an account', () => {
	const account = {
		environment: 'production' as const,
		...HOSTS.production,
		tenantId: '1',
		clientId: 'cid.one',
		clientSecret: 'cs1.secret-of-the-business',
		appKey: 'ak1.key',
	};

	it.each<[story: string, change: object]>([
		['another client', { clientId: 'cid.two' }],
		['a new secret', { clientSecret: 'cs1.the-next-secret' }],
		['another environment', HOSTS.integration],
	])('changes with %s', (_story, change) => {
		expect(fingerprintOf({ ...account, ...change })).not.toBe(fingerprintOf(account));
	});

	it('stays when only the tenant or the app key is corrected: the token is the same', () => {
		expect(fingerprintOf({ ...account, tenantId: '2', appKey: 'ak1.other' })).toBe(
			fingerprintOf(account),
		);
	});

	it('tells nothing of the secret', () => {
		expect(fingerprintOf(account)).toMatch(/^[0-9a-f]{32}$/);
	});
});
