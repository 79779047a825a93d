import type { Browser, Page } from 'playwright-core';

import { logIn } from '../../../../demo/pictures/browser';
import type { Stage } from '../../../../demo/stage/stage';
import { byTestId } from './byTestId';
import { OpenPanel } from './openPanel';

/** High enough for the longest panel, so that nothing has to be scrolled into view. */
const WINDOW = { width: 1440, height: 2400 };

/** Nothing glides: what was clicked is there at once. */
const STILL = '*, *::before, *::after { transition: none !important; animation: none !important }';

/** n8n's canvas with one workflow on it, in a browser. */
export class Canvas {
	private constructor(readonly page: Page) {}

	static async open(browser: Browser, stage: Stage, workflowId: string): Promise<Canvas> {
		const page = await logIn(browser, stage.n8n.url, stage.owner);
		const canvas = new Canvas(page);
		await page.setViewportSize(WINDOW);
		await page.goto(`${stage.n8n.url}/workflow/${workflowId}`);
		await page.waitForSelector(byTestId('canvas-node'));
		await page.addStyleTag({ content: STILL });
		// It glides into place by itself first.
		await page.waitForTimeout(1_500);
		await page.click(byTestId('zoom-to-fit'));
		await page.waitForTimeout(500);
		page.setDefaultTimeout(10_000);
		return canvas;
	}

	async openPanel(name: string): Promise<OpenPanel> {
		await this.closePanel();
		const node = this.page.locator(`${byTestId('canvas-node')}[data-node-name="${name}"]`);
		await node.dblclick();
		const title = `${byTestId('ndv')} ${byTestId('node-title-container')} [title="${name}"]`;
		await this.page.waitForSelector(title);
		return new OpenPanel(this.page);
	}

	/** Where a panel is open, and a credential before it: those of a test that broke off too. */
	async closePanel(): Promise<void> {
		const credential = this.page.locator(byTestId('editCredential-modal'));
		if ((await credential.count()) > 0) {
			await this.page.keyboard.press('Escape');
			await credential.waitFor({ state: 'detached' });
		}
		const panel = this.page.locator(byTestId('ndv'));
		if ((await panel.count()) === 0) return;
		await this.page.locator(byTestId('ndv-close-button')).dispatchEvent('click');
		await panel.waitFor({ state: 'detached' });
	}
}
