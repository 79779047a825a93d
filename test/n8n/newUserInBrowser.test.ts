import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import { openBrowser } from '../../demo/pictures/browser';
import type { Workflow } from '../../demo/n8n/workflow';
import { root } from '../../demo/stage/root';
import { Undo } from '../../demo/stage/undo';
import { until } from '../kills/support/until';
import { Canvas } from './support/browser/canvas';
import { CredentialForm } from './support/browser/credentialForm';
import {
	becomeOwner,
	installPackage,
	nodeDetails,
	openNodeList,
	search,
} from './support/browser/firstSteps';
import { inBrowser } from './support/browser/inBrowser';
import { NodePanel } from './support/browser/nodePanel';
import { Person } from './support/browser/person';
import { storyOf } from './support/browser/story';
import { startNewcomer, type Newcomer } from './support/newcomer';
import { PACKAGE } from './support/registry/installer';

const minutes = 60_000;
const customers = 60;

const owner = {
	email: 'nora@example.com',
	firstName: 'Nora',
	lastName: 'Newcomer',
	password: 'Plumbing-4711',
};

const file = (name: string) => join(root, 'workflows', `servicetitan-${name}.json`);
const nodesOf = (name: string) =>
	(JSON.parse(readFileSync(file(name), 'utf8')) as Workflow).nodes.filter(
		({ type }) => !type.endsWith('.stickyNote'),
	);

/** One story: what comes later builds on what came before. */
inBrowser('a new user, in a browser', () => {
	const step = storyOf(() => person.look('where-it-failed'));
	const undo = new Undo();
	let scene: Newcomer;
	let browser: Browser;
	let person: Person;

	beforeAll(async () => {
		scene = await startNewcomer(undo, customers);
		browser = await openBrowser();
		undo.later(() => browser.close());
		person = await Person.sitDown(browser, scene.n8n.url, 'new-user');
	}, 10 * minutes);

	afterAll(() => undo.all(), 2 * minutes);

	step(
		'installs the package under Settings → Community nodes',
		async () => {
			await becomeOwner(person, owner);
			const card = await installPackage(person, PACKAGE);
			expect(card).toContain(PACKAGE);
			expect(card).toContain('4 nodes');
		},
		2 * minutes,
	);

	step(
		'finds the nodes by what they are for',
		async () => {
			await openNodeList(person);
			for (const words of ['CRM', 'contact sync', 'ServiceTitan'])
				expect([words, await search(person, words)]).toEqual([
					words,
					expect.arrayContaining(['ServiceTitan', 'ServiceTitan Sync', 'Supabase Contact Upsert']),
				]);
			// n8n lists a trigger and the node of the same name as one.
			const details = await nodeDetails(person, 'ServiceTitan');
			expect(details).toMatch(/Triggers \(3\)[^]*Actions \(\d\d\)/);
		},
		2 * minutes,
	);

	step(
		'reads what is wrong with the ServiceTitan credential, and makes it green',
		async () => {
			const { url, tenantId, clientId, clientSecret, appKey } = scene.serviceTitan.account;
			const form = await CredentialForm.open(person, 'ServiceTitan OAuth2 API');
			await person.look('servicetitan-credential-empty');
			await form.choose('environment', 'Custom');
			await form.fill({ apiUrl: url, authUrl: url, tenantId, clientId, appKey });
			await form.fill({ clientSecret: 'a wrong one' });
			expect(await form.save()).toContain(
				'ServiceTitan does not know this Client ID with this Client Secret.',
			);
			await person.look('servicetitan-credential-wrong');
			await form.fill({ clientSecret });
			expect(await form.save()).toBeUndefined();
			await person.look('servicetitan-credential-right');
		},
		2 * minutes,
	);

	step(
		'reads what is wrong with the Supabase credential, and then that it is right and what comes next',
		async () => {
			const { url, secretKey } = scene.supabase;
			const form = await CredentialForm.open(person, 'Supabase Sync API');
			await person.look('supabase-credential-empty');
			await form.fill({ url, secretKey: 'sb_secret_a_wrong_one' });
			expect(await form.save()).toContain('Supabase does not accept the key.');
			await person.look('supabase-credential-wrong');
			await form.fill({ secretKey });
			const told = await form.save();
			expect(told).toContain('The Project URL and the key are right');
			expect(told).toContain('Get Setup SQL');
			await person.look('supabase-credential-right');
		},
		2 * minutes,
	);

	step(
		'gets the setup SQL, copies it and runs it in Supabase; then sets the workspace up',
		async () => {
			await openNodeList(person);
			await search(person, 'ServiceTitan Sync');
			await nodeDetails(person, 'ServiceTitan Sync');
			await person.page.getByText('Get the setup SQL').click();
			const panel = new NodePanel(person);
			await panel.titled('Get the setup SQL');
			await panel.execute();
			await person.look('setup-sql');
			const text = await panel.copyValue('sql');
			await person.look('setup-sql-copied');
			await scene.sql.unsafe(text);
			await person.choose(panel.field('operation'), 'Set Up');
			await panel.chooseCredentials();
			await panel.field('workspaceId').locator('input').fill('45963');
			await panel.field('timezone').locator('input').fill('America/Chicago');
			await panel.execute();
			await person.look('workspace-set-up');
			expect(await panel.output.innerText()).toContain('The workspace is set up.');
		},
		3 * minutes,
	);

	step(
		'finds the Supabase credential green now',
		async () => {
			const form = await CredentialForm.reopen(person, 'Supabase');
			expect(await form.verdict()).toBeUndefined();
			await person.look('supabase-credential-green');
		},
		2 * minutes,
	);

	step(
		'copies the customers from before, by the imported workflow',
		async () => {
			const canvas = await Canvas.importFile(person, file('initial-sync'));
			for (const name of await canvas.nodesWith('node-issues')) {
				const panel = await NodePanel.open(person, name);
				await panel.chooseCredentials();
				await panel.close();
			}
			expect(await canvas.nodesWith('node-issues')).toEqual([]);
			await person.look('initial-sync');
			await canvas.executeFrom('Start by Hand', 'Run Initial Sync');
			await person.look('initial-sync-done');
		},
		3 * minutes,
	);

	describe('with the workflow of the sync', () => {
		let canvas: Canvas;

		step(
			'imports it, and chooses the credentials where a red triangle asks for them',
			async () => {
				canvas = await Canvas.importFile(person, file('contact-sync'));
				await person.look('imported');
				const asking = await canvas.nodesWith('node-issues');
				expect(asking.sort()).toEqual(['Run Incremental Sync', 'Watch Changed Customers']);
				for (const name of asking) {
					const panel = await NodePanel.open(person, name);
					expect([name, await panel.redFields()]).toEqual([name, 1]);
					await panel.chooseCredentials();
					await panel.close();
				}
				expect(await canvas.nodesWith('node-issues')).toEqual([]);
			},
			2 * minutes,
		);

		step(
			'starts it by hand: green nodes, each with its count',
			async () => {
				const { simulator } = scene.serviceTitan;
				const { id } = simulator.addCustomer({ name: 'Early, Earl' });
				simulator.addContact(id, { type: 'Email', value: 'earl@example.com' });
				await canvas.executeFrom('Start by Hand', 'List Alerts');
				await person.look('started-by-hand');
				const green = await canvas.nodesWith('canvas-node-status-success');
				expect(green).toEqual(
					expect.arrayContaining(['Start by Hand', 'Run Incremental Sync', 'Check Health']),
				);
				expect(await canvas.counts()).toContain('1 item');
				const panel = await NodePanel.open(person, 'Run Incremental Sync');
				expect(await panel.valueOf('created')).toBe('1');
				await panel.close();
			},
			2 * minutes,
		);

		step(
			'opens the panel of each of its nodes, and nothing is red there',
			async () => {
				for (const { name, type } of nodesOf('contact-sync')) {
					const panel = await NodePanel.open(person, name);
					expect([name, await panel.redFields()]).toEqual([name, 0]);
					if (type.startsWith(PACKAGE)) await person.look(`panel-${name.replaceAll(' ', '-')}`);
					await panel.close();
				}
			},
			4 * minutes,
		);

		step(
			'lets it poll each minute, publishes it, and sees what changes arrive',
			async () => {
				const panel = await NodePanel.open(person, 'Watch Changed Customers');
				await person.choose(panel.field('mode'), 'Every Minute');
				await panel.field('onlyBusinessHours').click();
				await person.look('every-minute');
				await panel.close();
				await canvas.publish();
				const { id } = scene.serviceTitan.simulator.addCustomer({ name: 'Nova, Nora' });
				scene.serviceTitan.simulator.addContact(id, { type: 'Email', value: 'nora@example.com' });
				const arrived = async () => {
					const rows = await scene.sql`select lastname from contacts where crm_id = ${String(id)}`;
					return rows.map(({ lastname }) => lastname as string);
				};
				await until('the new customer', async () => (await arrived()).length > 0);
				expect(await arrived()).toEqual(['Nova']);
				expect(await canvas.scheduledExecution()).toContain('Succeeded');
				await person.look('scheduled');
				const green = await canvas.nodesWith('canvas-node-status-success');
				expect(green).toEqual(
					expect.arrayContaining(['Watch Changed Customers', 'Write Contacts']),
				);
			},
			5 * minutes,
		);
	});

	it('sees no complaint of the browser in all this', () => {
		expect(person.complaints).toEqual([]);
	});
});
