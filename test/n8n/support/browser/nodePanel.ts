import type { Locator } from 'playwright-core';

import type { Person } from './person';

/** The panel of one node, open. */
export class NodePanel {
	constructor(private readonly person: Person) {}

	static async open(person: Person, node: string): Promise<NodePanel> {
		await person.page.dblclick(`[data-test-id="canvas-node"][data-node-name="${node}"]`);
		const panel = new NodePanel(person);
		await panel.titled(node);
		return panel;
	}

	get all(): Locator {
		return this.person.part('ndv');
	}

	/** Waits for the panel of that name. */
	async titled(node: string): Promise<void> {
		const title = this.person.part('node-title-container', this.all);
		await title.locator(`[title="${node}"]`).waitFor();
		await this.person.part('node-parameters', this.all).waitFor();
	}

	field(name: string): Locator {
		return this.person.part(`parameter-input-${name}`, this.all);
	}

	/** Where no credential is chosen yet, chooses the one there is of that type. n8n has chosen some itself. */
	async chooseCredentials(): Promise<void> {
		const edit = this.person.part('credential-edit-button', this.all);
		const places = this.person.part('node-credentials-slot', this.all);
		const empty = places.filter({ hasNot: this.person.part('credential-edit-button') });
		const item = this.person.page
			.locator('[data-test-id^="node-credentials-select-item-"]:visible')
			.filter({ hasNotText: 'Create new credential' });
		await places.first().waitFor();
		for (let left = await empty.count(); left > 0; left--) {
			const chosen = await edit.count();
			const list = this.person.part('node-credentials-select', empty.first());
			await this.person.openUntil(list, item);
			await item.click();
			await edit.nth(chosen).waitFor();
		}
	}

	/** Runs this node alone, and what it needs before it. */
	async execute(): Promise<void> {
		await this.person.part('node-execute-button', this.all).click();
		await this.person.part('node-run-status-success', this.output).waitFor();
	}

	get output(): Locator {
		return this.person.part('output-panel', this.all);
	}

	/** How many fields n8n marks with a red triangle. */
	async redFields(): Promise<number> {
		const marks = this.person
			.part('node-parameters', this.all)
			.locator('[data-icon="triangle-alert"]');
		return await marks.count();
	}

	/** A value of the output, as it stands there under JSON. */
	async valueOf(field: string): Promise<string> {
		return await (await this.value(field)).innerText();
	}

	/** Copies a value of the output: one clicks it under JSON, and then the button that copies. */
	async copyValue(field: string): Promise<string> {
		await (await this.value(field)).click();
		await this.output.hover();
		await this.person.part('ndv-json-actions', this.output).locator('button').first().click();
		await this.person.page.getByRole('menuitem', { name: 'Copy Selection' }).click();
		return await this.person.page.evaluate<string>('navigator.clipboard.readText()');
	}

	private async value(field: string): Promise<Locator> {
		await this.person.part('radio-button-json', this.output).click();
		const line = this.output.locator('.vjs-tree-node').filter({ hasText: `"${field}"` });
		return line.first().locator('.vjs-value');
	}

	async close(): Promise<void> {
		await this.person.part('ndv-close-button').click();
		await this.all.waitFor({ state: 'detached' });
	}
}
