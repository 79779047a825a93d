import type { Locator } from 'playwright-core';

import type { Person } from './person';

/** A workflow in n8n's editor. */
export class Canvas {
	constructor(private readonly person: Person) {}

	/** A new workflow with what is in a file, by the editor's menu. */
	static async importFile(person: Person, file: string): Promise<Canvas> {
		const { page } = person;
		await person.goTo('/workflow/new');
		await person.part('canvas-plus-button').first().waitFor();
		await person.part('workflow-menu').click();
		await person.part('workflow-menu-item-import').hover();
		const chooser = page.waitForEvent('filechooser');
		await person.part('workflow-menu-item-import-from-file').click();
		await (await chooser).setFiles(file);
		await person.part('canvas-node').first().waitFor();
		await person.part('zoom-to-fit').click();
		return new Canvas(person);
	}

	private get nodes(): Locator {
		return this.person.part('canvas-node');
	}

	node(name: string): Locator {
		return this.person.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Names of the nodes in which there is this part, e.g. the sign of an issue. */
	async nodesWith(part: string): Promise<string[]> {
		const marked = this.nodes.filter({ has: this.person.part(part) });
		return await marked.evaluateAll((all: Array<{ dataset: { nodeName?: string } }>) =>
			all.map(({ dataset }) => dataset.nodeName ?? ''),
		);
	}

	/** Points at a trigger and presses the button that appears; waits for the end. */
	async executeFrom(trigger: string, last: string): Promise<void> {
		await this.node(trigger).hover();
		await this.person.part(`execute-workflow-button-${trigger}`).click();
		await this.person.part('canvas-node-status-success', this.node(last)).waitFor();
	}

	/** How many items went along the connections, as the canvas says it. */
	async counts(): Promise<string[]> {
		const texts = await this.person.part('edge-label').allInnerTexts();
		return texts.map((text) => text.trim()).filter((text) => /item/.test(text));
	}

	async publish(): Promise<void> {
		const { page } = this.person;
		await this.person.part('workflow-open-publish-modal-button').click();
		await this.person.part('workflow-publish-button').click();
		await page.getByRole('button', { name: 'Got it' }).waitFor();
		await this.person.look('published');
		await page.getByRole('button', { name: 'Got it' }).click();
	}

	/** Opens, in the list of executions, the newest that nobody started by hand. @returns what the list says of it */
	async scheduledExecution(): Promise<string> {
		await this.person.part('radio-button-executions').click();
		const [item, byHand] = ['[data-test-id^="execution-details-"]', '[data-icon="flask-conical"]'];
		const { page } = this.person;
		const scheduled = page
			.locator(item)
			.filter({ hasNot: page.locator(byHand) })
			.first();
		await scheduled.click();
		await this.nodes.first().waitFor();
		return await scheduled.innerText();
	}
}
