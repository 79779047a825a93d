import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import type { Browser } from 'playwright-core';

import { openBrowser } from '../../demo/pictures/browser';
import { addPicturedRecords } from '../../demo/pictures/picturedRecords';
import { root } from '../../demo/stage/root';
import type { Stage } from '../../demo/stage/stage';
import { inBrowser } from './support/browser/inBrowser';
import { Canvas } from './support/panels/canvas';
import { Complaints } from './support/panels/complaints';
import { everyPanel, unfilled, type Panel } from '../support/descriptions/everyPanel';
import { entriesByMethod, listsIn } from './support/panels/lists';
import type { OpenPanel } from './support/panels/openPanel';
import { panelsWorkflow } from './support/panels/panelsWorkflow';
import { startTestStage } from './support/testStage';

const minutes = 60_000;
const WORKFLOW = 'everyPanel000001';

/** To be looked at afterwards; what was there before is replaced. */
const folder = process.env.PANEL_PICTURES || join(root, '.data', 'screenshots', 'panels');
const fileOf = (name: string, state: string): string =>
	join(folder, `${`${name} ${state}`.replace(/[^\w]+/g, '-')}.png`);

const panels = everyPanel();

inBrowser("in n8n's editor", () => {
	let stage: Stage;
	let browser: Browser;
	let canvas: Canvas;
	let complaints: Complaints;
	let entries: Record<string, string>;

	beforeAll(async () => {
		mkdirSync(folder, { recursive: true });
		stage = await startTestStage({ customers: 20 });
		// A business has columns of its own in contacts: the upsert offers to fill them.
		await stage.sql`alter table contacts add column lead_source text`;
		entries = entriesByMethod(addPicturedRecords(stage.serviceTitan.simulator));
		await stage.client.saveWorkflow({ ...panelsWorkflow(panels, stage.credentials), id: WORKFLOW });
		browser = await openBrowser();
		canvas = await Canvas.open(browser, stage, WORKFLOW);
		complaints = new Complaints(canvas.page);
	}, 10 * minutes);

	afterAll(async () => {
		await browser?.close();
		await stage?.stop();
	}, minutes);

	beforeEach(() => complaints?.forget());

	/** Of a collection the entries that are there from the beginning come with it, in their order there. */
	const labelsOf = ({ fields }: Panel): string[] =>
		fields.flatMap(({ displayName, type, options = [], default: value }) => {
			const there = type === 'collection' ? Object.keys(value as object) : [];
			const entries = there.map((name) => options.find((option) => option.name === name));
			return [displayName, ...entries.map((entry) => (entry as INodeProperties).displayName)];
		});

	async function seeLists(panel: OpenPanel, fields: Panel['fields']): Promise<void> {
		for (const { field, method } of listsIn(fields)) {
			const entry = entries[method];
			if (!entry) throw new Error(`lists.ts does not say what ${method} has to give.`);
			if (field.type === 'resourceLocator') await panel.choose(field.name, entry);
			else if (field.type === 'resourceMapper') await panel.addColumn(entry);
			else await panel.pick(field.name, entry);
		}
	}

	it.each(panels.map((panel) => [panel.name, panel] as const))('%s', async (name, wanted) => {
		const panel = await canvas.openPanel(name);
		const labels = labelsOf(wanted);
		expect(await panel.labels(labels.length)).toEqual(labels);
		expect(await panel.issues()).toEqual(unfilled(wanted));
		const text = await panel.text();
		for (const { hint } of wanted.fields) expect(text).toContain(hint ?? '');
		await panel.picture(fileOf(name, 'as it comes'));

		for (const field of wanted.ownFields) await panel.addAll(field);
		await seeLists(panel, wanted.ownFields);
		await panel.picture(fileOf(name, 'with everything'));
		expect(await panel.cutLabels()).toEqual([]);
		expect(unfilled(wanted)).toEqual(expect.arrayContaining(await panel.issues()));
		await canvas.closePanel();
		expect(complaints.all).toEqual([]);
	});

	describe('a credential', () => {
		const asks = {
			serviceTitanOAuth2Api: ['Tenant ID', 'Client ID', 'Client Secret', 'App Key'],
			supabaseSyncApi: ['Project URL', 'Secret Key', 'Schema'],
		};

		it.each(Object.entries(asks))('%s asks for what it needs', async (type, wanted) => {
			const panel = await canvas.openPanel('Run: Run Incremental Sync');
			const credential = await panel.newCredential(type);
			const labels = await credential.labels();
			expect(labels).toEqual(type === 'supabaseSyncApi' ? wanted : ['Environment', ...wanted]);
			await credential.picture(fileOf(type, 'new'));
			await canvas.closePanel();
			expect(complaints.all).toEqual([]);
		});

		it.each(Object.entries(asks))('%s that is stored is green', async (type, wanted) => {
			const panel = await canvas.openPanel('Run: Run Incremental Sync');
			const credential = await panel.editCredential(type);
			await credential.green();
			expect(await credential.labels()).toEqual(
				type === 'supabaseSyncApi'
					? wanted
					: ['Environment', 'API URL', 'Authentication URL', ...wanted],
			);
			await credential.picture(fileOf(type, 'stored'));
			await canvas.closePanel();
			expect(complaints.all).toEqual([]);
		});
	});
});
