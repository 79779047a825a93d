import type { Locator, Page } from 'playwright-core';

import { byTestId } from './byTestId';

/** Where a credential is filled in. */
export class CredentialPanel {
	private readonly modal: Locator;

	constructor(page: Page) {
		this.modal = page.locator(byTestId('editCredential-modal'));
	}

	/** What it asks for, from the top to the bottom; the last is n8n's own question. */
	async labels(): Promise<string[]> {
		const all = await this.modal.locator('label .n8n-text').allInnerTexts();
		const texts = all.map((label) => label.replace('*', '').trim());
		return texts.filter((label) => label !== '' && label !== 'Allowed HTTP Request Domains');
	}

	/** Waits until n8n has tested it and was content. */
	green(): Promise<void> {
		return this.modal.locator(byTestId('credentials-config-container-test-success')).waitFor();
	}

	async picture(file: string): Promise<void> {
		await this.modal.screenshot({ path: file });
	}
}
