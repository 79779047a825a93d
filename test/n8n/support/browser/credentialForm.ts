import type { Locator } from 'playwright-core';

import type { Person } from './person';

/** A new credential, as a person fills it in. */
export class CredentialForm {
	private constructor(
		private readonly person: Person,
		private readonly form: Locator,
	) {}

	/** @param type  the credential's name, as n8n shows it */
	static async open(person: Person, type: string): Promise<CredentialForm> {
		await person.goTo('/home/credentials');
		await person.part('add-resource-credential').click();
		const types = person.part('new-credential-type-select');
		await types.locator('input').fill(type);
		await person.part('new-credential-type-select-option').filter({ hasText: type }).click();
		await person.part('new-credential-type-button').click();
		return await CredentialForm.shown(person);
	}

	/** One that is kept already; n8n tests it as it opens it. @param name  how its name begins */
	static async reopen(person: Person, name: string): Promise<CredentialForm> {
		await person.goTo('/home/credentials');
		await person
			.part('resources-list-item')
			.filter({ hasText: name })
			.getByText(name)
			.first()
			.click();
		return await CredentialForm.shown(person);
	}

	private static async shown(person: Person): Promise<CredentialForm> {
		const form = person.page.locator('[data-test-id="editCredential-modal"]');
		await form.waitFor();
		return new CredentialForm(person, form);
	}

	async choose(field: string, option: string): Promise<void> {
		await this.person.choose(this.field(field), option);
	}

	async fill(fields: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(fields))
			await this.field(name).locator('input').fill(value);
	}

	/** Saves, which tests. @returns the sentence that n8n shows in red, nothing where it is green */
	async save(): Promise<string | undefined> {
		const { page } = this.person;
		const tested = page.waitForResponse((answer) => answer.url().endsWith('/credentials/test'));
		await this.person.part('credential-save-button', this.form).click();
		await tested;
		// What n8n said of the last test stands until it has drawn this one.
		await page.waitForTimeout(500);
		return await this.verdict();
	}

	/** @returns the sentence that n8n shows in red, nothing where it is green */
	async verdict(): Promise<string | undefined> {
		const seen = { visible: true };
		const fine = this.person.part('credentials-config-container-test-success', this.form);
		const green = fine.filter(seen);
		const red = this.form.getByText('Couldn’t connect with these settings').filter(seen);
		await green.or(red).first().waitFor();
		if (await green.isVisible()) return undefined;
		// It stays unfolded for the next one.
		const details = this.form.getByText('More details').filter(seen);
		if (await details.isVisible()) await details.click();
		return await this.form.innerText();
	}

	private field(name: string): Locator {
		return this.person.part(`parameter-input-${name}`, this.form);
	}
}
