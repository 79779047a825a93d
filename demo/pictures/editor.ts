import type { Locator, Page } from 'playwright-core';

const byTestId = (id: string): string => `[data-test-id="${id}"]`;

/** Of a picture of a panel, in pixels. */
const MARGIN = 20;
const SHORTEST = 420;
/** Of the window for a table; its output has a bit less than half of that. */
const WIDE = 2_200;
/** What n8n has above and below its output. */
const BELOW = 160;

/** What a person does in n8n's editor, on one page. */
export class Editor {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	/** So that a panel's fields and output fill the width of a page. */
	async narrow(): Promise<void> {
		await this.page.setViewportSize({ width: 1380, height: 900 });
	}

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
		const title = `${byTestId('ndv')} ${byTestId('node-title-container')} [title="${name}"]`;
		await this.page.waitForSelector(title);
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

	/**
	 * From a node's panel: its fields, all of them, and its output beside them.
	 * @param shortest  how much of the output is to be seen at least, in pixels
	 */
	async pictureOfPanel(file: string, shortest = SHORTEST): Promise<void> {
		const output = this.page.locator(byTestId('output-panel'));
		await output.locator(byTestId('radio-button-json')).click();
		const before = this.page.viewportSize() ?? { width: 0, height: 0 };
		const fields = this.page.locator(byTestId('node-parameters'));
		const hidden = await fields.evaluate((all) => all.scrollHeight - all.clientHeight);
		await this.page.setViewportSize({ ...before, height: before.height + hidden });
		await this.settle();
		const [left, right] = [await boxOf(fields), await boxOf(output)];
		const list = await boxOf(fields.locator('.parameter-input-list-wrapper').first());
		await this.page.screenshot({
			path: file,
			clip: {
				x: left.x,
				y: right.y,
				width: right.x + right.width - left.x,
				height: Math.max(list.y + list.height + MARGIN - right.y, shortest),
			},
		});
		await this.page.setViewportSize(before);
		await this.settle();
	}

	/** From a node's panel: its output alone, as a table, whose columns want room. */
	async pictureOfTable(file: string, height: number): Promise<void> {
		const output = this.page.locator(byTestId('output-panel'));
		await output.locator(byTestId('radio-button-table')).click();
		const before = this.page.viewportSize() ?? { width: 0, height: 0 };
		await this.page.setViewportSize({ width: WIDE, height: height + BELOW });
		await this.settle();
		const { x, y, width } = await boxOf(output);
		await this.page.screenshot({ path: file, clip: { x, y, width, height } });
		await this.page.setViewportSize(before);
		await this.settle();
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

async function boxOf(part: Locator) {
	const box = await part.boundingBox();
	if (!box) throw new Error(`${String(part)} is not to be seen.`);
	return box;
}
