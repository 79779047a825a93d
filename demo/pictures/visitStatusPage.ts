import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { visitor } from '../stage/placeStatusPage';

/** A window of the browser whose owner knows the password. */
export const visitStatusPage = (
	browser: Browser,
	more: BrowserContextOptions = {},
): Promise<BrowserContext> =>
	browser.newContext({
		httpCredentials: { username: visitor.user, password: visitor.password },
		...more,
	});
