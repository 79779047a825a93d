import type { Locator, Page } from 'playwright-core';
import type { INodeProperties } from 'n8n-workflow';

import { byTestId } from './byTestId';
import { CredentialPanel } from './credentialPanel';

/** Labels that n8n itself adds: those of credentials, and what it asks of every trigger that polls. */
const OF_N8N = /^(Credential|Poll Times$|Mode$)/;

/** Below the last field in a picture, in pixels. */
const MARGIN = 24;

/** A node's panel, opened: its fields, and what a person does with them. */
export class OpenPanel {
	private readonly fields: Locator;
	/** The entries of the list that is open. */
	private readonly choices: Locator;

	constructor(private readonly page: Page) {
		// Behind the first list come n8n's own settings, on a tab of their own.
		this.fields = page
			.locator(`${byTestId('node-parameters')} .parameter-input-list-wrapper`)
			.first();
		this.choices = page.locator('.el-select-dropdown__item:visible');
	}

	/**
	 * The labels of all fields in view, from the top to the bottom, without n8n's own.
	 * @param fewest  how many to wait for: those of a mapper come when its columns were read
	 */
	async labels(fewest: number): Promise<string[]> {
		for (let attempt = 0; ; attempt++) {
			const all = await this.fields.locator('label .n8n-text').allInnerTexts();
			const ours = all.map((label) => label.trim()).filter((label) => !OF_N8N.test(label));
			if (ours.length >= fewest || attempt === 20) return ours;
			await this.page.waitForTimeout(150);
		}
	}

	/** Labels that do not fit into the panel. */
	cutLabels(): Promise<string[]> {
		return this.fields
			.locator('label .n8n-text')
			.evaluateAll((all) =>
				all
					.filter((one) => one.scrollWidth > one.clientWidth)
					.map((one) => one.textContent?.trim() ?? ''),
			);
	}

	/** Names of the fields that n8n marks in red. */
	issues(): Promise<string[]> {
		return this.fields
			.locator('.has-issues')
			.evaluateAll((all) =>
				all.map((one) => (one.getAttribute('data-test-id') ?? '').replace('parameter-input-', '')),
			);
	}

	/** All that can be read in the panel. */
	text(): Promise<string> {
		return this.fields.innerText();
	}

	/** Adds everything that can be added below a field, and what can be added below that. */
	async addAll(field: INodeProperties, within = this.item(field.name)): Promise<void> {
		if (field.type === 'fixedCollection') await this.addGroups(field, within);
		if (field.type !== 'collection') return;
		for (const option of (field.options ?? []) as INodeProperties[]) {
			// Some are there from the beginning.
			const isThere = await within.locator(`label[for="${option.name}"]`).count();
			if (!isThere) await this.addOption(within, option.displayName);
			await this.labelOf(within, option);
			if (option.type === 'fixedCollection')
				await this.addGroups(option, within.locator(byTestId(`fixed-collection-${option.name}`)));
		}
	}

	private async addGroups({ options = [] }: INodeProperties, within: Locator): Promise<void> {
		for (const group of options) {
			await within.locator(byTestId('fixed-collection-add')).dispatchEvent('click');
			if ('values' in group) for (const value of group.values) await this.labelOf(within, value);
		}
	}

	private async addOption(within: Locator, name: string): Promise<void> {
		const add = within.locator(byTestId('collection-parameter-add')).first();
		// A single option n8n offers as a button.
		if ((await add.locator('input').count()) === 0) return add.dispatchEvent('click');
		const choice = await this.opened(add.locator('input'), name);
		await choice.click({ force: true });
		await this.choices.first().waitFor({ state: 'hidden' });
	}

	/** A list that is still loading takes no click, and one that is just being closed takes it for another to do so. */
	private async opened(list: Locator, wanted: string): Promise<Locator> {
		const choice = this.choices.getByText(wanted, { exact: true });
		for (let attempt = 0; attempt < 5; attempt++) {
			await list.click({ force: true });
			const isThere = await choice.waitFor({ timeout: 1_000 }).then(
				() => true,
				() => false,
			);
			if (isThere) return choice;
		}
		throw new Error(`The list has no "${wanted}".`);
	}

	private labelOf(within: Locator, { name, displayName }: INodeProperties): Promise<void> {
		return within
			.locator(`label[for="${name}"]`)
			.getByText(displayName, { exact: true })
			.first()
			.waitFor();
	}

	/** Opens the list of a record to be chosen, looks for one by a part of its name and chooses it. */
	async choose(name: string, wanted: string): Promise<void> {
		await this.item(name).locator(byTestId('rlc-input')).click();
		const search = this.page.locator(byTestId('rlc-search')).locator('visible=true');
		await search.fill(wanted.slice(0, 5));
		const found = this.page.locator(`${byTestId('rlc-item')}:visible`).filter({ hasText: wanted });
		await found.first().click();
		await this.page
			.locator(`${byTestId('rlc-item')}:visible`)
			.first()
			.waitFor({ state: 'hidden' });
	}

	/** Chooses an entry of a list that a method of the node fills. */
	async pick(name: string, wanted: string): Promise<void> {
		const field = this.fields.locator(byTestId(`parameter-input-${name}`)).first();
		await (await this.opened(field.locator('.select-trigger'), wanted)).click();
		// One that takes several entries stays open.
		await this.page.keyboard.press('Tab');
		await this.choices.first().waitFor({ state: 'hidden' });
	}

	/** Adds a column of the database's table to those that are filled. */
	async addColumn(wanted: string): Promise<void> {
		// The mapper's own labels belong to no field of the node.
		const add = this.fields.locator(byTestId('add-fields-select'));
		await add.waitFor();
		// A single column n8n offers as a button.
		if ((await add.locator('input').count()) === 0) await add.locator('button').click();
		else await (await this.opened(add.locator('input'), wanted)).click();
		await this.fields.locator(`[data-parameter-path*="${wanted}"]`).first().waitFor();
	}

	/** Opens the credential that is chosen. */
	async editCredential(type: string): Promise<CredentialPanel> {
		await this.credentials(type).locator(byTestId('credential-edit-button')).click();
		return this.openedCredential();
	}

	/** Opens an empty one. */
	async newCredential(type: string): Promise<CredentialPanel> {
		await this.credentials(type).locator('input').first().click();
		await this.page.locator(`${byTestId('node-credentials-select-item-new')}:visible`).click();
		return this.openedCredential();
	}

	private async openedCredential(): Promise<CredentialPanel> {
		await this.page.locator(byTestId('editCredential-modal')).waitFor();
		return new CredentialPanel(this.page);
	}

	private credentials(type: string): Locator {
		const label = type === 'supabaseSyncApi' ? 'Supabase Sync API' : 'ServiceTitan OAuth2 API';
		const hasText = `Credential for ${label}`;
		return this.fields.locator(byTestId('node-credentials-slot'), { hasText });
	}

	/** Its fields, all of them. */
	async picture(file: string): Promise<void> {
		const column = await boxOf(this.page.locator(byTestId('node-parameters')));
		const list = await boxOf(this.fields);
		const height = list.y + list.height + MARGIN - column.y;
		await this.page.screenshot({ path: file, clip: { ...column, height } });
	}

	private item(name: string): Locator {
		return this.fields.locator(`> *:has(label[for="${name}"])`).first();
	}
}

async function boxOf(part: Locator) {
	const box = await part.boundingBox();
	if (!box) throw new Error(`${String(part)} is not to be seen.`);
	return box;
}
