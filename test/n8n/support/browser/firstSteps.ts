import type { Owner } from '../../../../demo/n8n/session';
import type { Person } from './person';

/** On n8n's first page: its owner says who they are. */
export async function becomeOwner(person: Person, owner: Owner): Promise<void> {
	const { page } = person;
	await person.goTo('/');
	for (const [field, value] of Object.entries(owner))
		await page.fill(`input[name="${field}"]`, value);
	await person.look('owner');
	await person.part('form-submit-button').click();
	await page.waitForURL(({ pathname }) => !pathname.includes('setup'));
}

/** Settings → Community nodes → Install. @returns what n8n then lists */
export async function installPackage(person: Person, name: string): Promise<string> {
	const { page } = person;
	await person.goTo('/settings/community-nodes');
	await page.getByRole('button', { name: 'Install a community node' }).click();
	const dialog = person.part('communityPackageInstall-modal');
	const install = person.part('install-community-package-button', dialog);
	await dialog.getByPlaceholder('n8n-nodes-').fill(name);
	if (await install.isEnabled()) throw new Error('Install does not wait for the risk to be taken.');
	await person.part('user-agreement-checkbox', dialog).click();
	await person.look('install');
	await install.click();
	const card = person.part('community-package-card');
	await card.waitFor();
	await person.look('installed');
	return await card.innerText();
}

/** In a new workflow's list of nodes. @returns the names of what is found */
export async function search(person: Person, words: string): Promise<string[]> {
	await person.part('node-creator-search-bar').fill(words);
	const found = person.part('item-iterator-item');
	await found.first().waitFor();
	await person.look(`search-${words.replace(' ', '-')}`);
	const texts = await found.allInnerTexts();
	return texts.map((text) => text.split('\n')[0] ?? '');
}

/** Of a node that was found: what n8n says of it. */
export async function nodeDetails(person: Person, name: string): Promise<string> {
	const title = person.page.getByText(name, { exact: true });
	await person.part('item-iterator-item').filter({ has: title }).click();
	const details = person.part('node-creator');
	await details.getByText('Node details').waitFor();
	await person.look(`details-${name.replace(' ', '-')}`);
	return await details.innerText();
}

/** A new workflow with the list of nodes open. */
export async function openNodeList(person: Person): Promise<void> {
	await person.goTo('/workflow/new');
	await person.part('canvas-plus-button').first().click();
	await person.part('node-creator-search-bar').waitFor();
}
