import type { Page } from 'playwright-core';

const byTestId = (id: string): string => `[data-test-id="${id}"]`;

/** What a person does in n8n's editor, on one page. */
export class Editor {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.waitForSelector(byTestId('canvas-node'));
		await this.fit();
	}

	async execute(): Promise<void> {
		await this.page.click(byTestId('execute-workflow-button'));
		await this.page.waitForSelector(byTestId('canvas-node-status-success'));
		await this.settle();
	}

	/** Opens a node's panel. */
	async openNode(name: string): Promise<void> {
		await this.page.dblclick(`${byTestId('canvas-node')}[data-node-name="${name}"]`);
		await this.page.waitForSelector(byTestId('ndv'));
		await this.settle();
	}

	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.waitForSelector(byTestId('ndv'), { state: 'detached' });
	}

	/** From a node's panel: opens its first credential, and presses the test button by saving. */
	async openCredential(): Promise<void> {
		await this.page.locator(byTestId('credential-edit-button')).first().click();
		await this.page.waitForSelector(byTestId('editCredential-modal'));
		await this.page.waitForSelector(byTestId('credentials-config-container-test-success'));
		await this.settle();
	}

	async picture(file: string): Promise<void> {
		await this.page.screenshot({ path: file });
	}

	private async fit(): Promise<void> {
		await this.settle();
		await this.page.click(byTestId('zoom-to-fit'));
		await this.settle();
	}

	/** Panels and the canvas glide into place. */
	private settle(): Promise<void> {
		return this.page.waitForTimeout(1_500);
	}
}
