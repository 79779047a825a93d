import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { root } from '../../../../demo/stage/root';
import { complaintsOf } from './complaints';

const folder = process.env.SCREENSHOTS ?? join(root, '.data', 'screenshots');

/** A person at n8n's editor: one page, a picture of each step, and what the browser complained of meanwhile. */
export class Person {
	private pictures = 0;

	private constructor(
		readonly page: Page,
		/** Of n8n. */
		readonly url: string,
		private readonly story: string,
		/** It grows. */
		readonly complaints: string[],
	) {}

	/** @param story  names the folder of its pictures */
	static async sitDown(browser: Browser, url: string, story: string): Promise<Person> {
		const context = await browser.newContext({
			viewport: { width: 1440, height: 900 },
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		const page = await context.newPage();
		page.setDefaultTimeout(30_000);
		mkdirSync(join(folder, story), { recursive: true });
		return new Person(page, url, story, complaintsOf(page, url));
	}

	/** A part of the page by the name that n8n gives it for tests. */
	part(name: string, within: Page | Locator = this.page): Locator {
		return within.locator(`[data-test-id="${name}"]`);
	}

	async goTo(path: string): Promise<void> {
		await this.page.goto(this.url + path);
	}

	/** Keeps a picture of what is to be seen, once nothing glides any more. */
	async look(at: string): Promise<void> {
		await this.page.waitForTimeout(700);
		const number = String(++this.pictures).padStart(2, '0');
		await this.page.screenshot({ path: join(folder, this.story, `${number}-${at}.png`) });
	}

	/** Opens the list of a field and chooses from it. */
	async choose(field: Locator, option: string): Promise<void> {
		const options = this.page.locator('.el-select-dropdown__item:visible');
		const chosen = options.filter({ hasText: option }).first();
		await this.openUntil(field, chosen);
		await chosen.click();
	}

	/** Opens a list, and once more where it closed again because what it is of was drawn anew. */
	async openUntil(list: Locator, item: Locator): Promise<void> {
		await list.click();
		await item.waitFor({ timeout: 5_000 }).catch(() => list.click());
		await item.waitFor();
	}
}
