import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Owner } from '../n8n/session';

const PACKAGE = 'n8n-nodes-servicetitan-sync';
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to look with. */
export const browserPresent = (): boolean => existsSync(CHROMIUM);

/** Debian's chromium, kept from calling anybody but the addresses it is given. */
export const openBrowser = (): Promise<Browser> =>
	chromium.launch({
		executablePath: CHROMIUM,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			// n8n's editor asks the internet about community packages.
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
		],
	});

/** Logs in to n8n's editor as a person does. */
export async function logIn(browser: Browser, url: string, owner: Owner): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	page.setDefaultTimeout(60_000);
	await page.goto(`${url}/signin`);
	await page.fill('input[name="emailOrLdapLoginId"]', owner.email);
	await page.fill('input[name="password"]', owner.password);
	await page.click('[data-test-id="form-submit-button"]');
	await page.waitForURL((address) => !address.pathname.includes('signin'));
	return page;
}

/** What goes wrong in the page from now on: the list grows. */
export function complaintsOf(page: Page): string[] {
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (line) => {
		if (line.type() !== 'error') return;
		const { url } = line.location();
		// n8n asks for the internet, and for parts of itself that are switched off here.
		// Of each node it asks for a sample of its output too, which none of a community package has.
		const isOurs = url.includes(PACKAGE) && !url.includes('/schemas/');
		const isOfOthers = line.text().startsWith('Failed to load') && !isOurs;
		if (!isOfOthers) complaints.push(`${line.text()} ${url}`);
	});
	return complaints;
}
