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
		const { page } = person;
		await person.goTo('/home/credentials');
		await person.part('add-resource-credential').click();
		const types = person.part('new-credential-type-select');
		await types.locator('input').fill(type);
		await person.part('new-credential-type-select-option').filter({ hasText: type }).click();
		await person.part('new-credential-type-button').click();
		const form = page.locator('[data-test-id="editCredential-modal"]');
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
		await this.person.part('credential-save-button', this.form).click();
		const seen = { visible: true };
		const fine = this.person.part('credentials-config-container-test-success', this.form);
		const green = fine.filter(seen);
		const details = this.form.getByText('More details').filter(seen);
		await green.or(details).first().waitFor();
		if (await green.isVisible()) return undefined;
		await details.click();
		return await this.form.innerText();
	}

	private field(name: string): Locator {
		return this.person.part(`parameter-input-${name}`, this.form);
	}
}
