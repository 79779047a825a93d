import type { CredentialLinks } from '../../demo/n8n/storeCredentials';
import { until } from '../kills/support/until';
import { watchingWorkflow } from '../kills/support/workflows';
import { askingWorkflow, watchingAlone } from './support/registry/installedWorkflows';
import { PACKAGE } from './support/registry/installer';
import { InstallScene } from './support/registry/installScene';
import { publicationOf, type Differences } from './support/registry/publication';

const minutes = 60_000;

const nodes = ['serviceTitan', 'serviceTitanSync', 'serviceTitanTrigger', 'supabaseContactUpsert'];
const types = nodes.map((name) => `${PACKAGE}.${name}`);
const credentialTypes = ['serviceTitanOAuth2Api', 'supabaseSyncApi'];

const [previous, next] = ['0.0.9', '0.0.10'];
/** The next version's customers say which version handed them out. */
const said: Differences = {
	'dist/nodes/ServiceTitanTrigger/item.js': ['...mark,', '...mark, version: "next",'],
};

interface HandedOut {
	id: number;
	modifiedOn: string;
	sync: { version?: string };
}

let scene: InstallScene;
let credentials: CredentialLinks;
const watching = () => watchingWorkflow(credentials);
const alone = () => watchingAlone(credentials);

beforeAll(async () => {
	scene = await InstallScene.open();
}, 10 * minutes);

afterAll(() => scene?.close(), 2 * minutes);

const nodeTypesThere = async () => {
	const there = await scene.client.nodeTypes();
	return types.filter((type) => there.some(({ name }) => name === type));
};

const credentialTypesThere = async () => {
	const there = await scene.client.file<Array<{ name: string }>>('/types/credentials.json');
	return credentialTypes.filter((type) => there.some(({ name }) => name === type));
};

const watched = () => scene.handedOut<HandedOut>(watching().id, 'Watch');
const watchedAlone = () => scene.handedOut<HandedOut>(alone().id, 'Watch');

it('is not there before, and a name that the registry does not have is refused', async () => {
	expect([await nodeTypesThere(), await scene.installer.installed()]).toEqual([[], []]);
	await expect(scene.installer.install(PACKAGE)).rejects.toThrow('Package version does not exist');
});

describe('the package, installed by its name', () => {
	beforeAll(async () => {
		scene.registry.publish(await publicationOf(previous));
		await scene.installer.install(PACKAGE);
		credentials = await scene.storeCredentials();
	}, 2 * minutes);

	it('is listed with its version and its nodes', async () => {
		const [listed, ...others] = await scene.installer.installed();
		expect(others).toEqual([]);
		expect(listed).toMatchObject({ installedVersion: previous, failedLoading: false });
		expect(listed?.installedNodes.map(({ type }) => type).sort()).toEqual(types);
		expect(listed).not.toHaveProperty('updateAvailable');
	});

	it('brings four nodes and two credentials', async () => {
		expect(await nodeTypesThere()).toEqual(types);
		expect(await credentialTypesThere()).toEqual(credentialTypes);
	});

	it(
		'works: every node in a workflow that runs',
		async () => {
			// From its first poll on, not before, the Trigger hands out what is new.
			await scene.publish(watching());
			await scene.publish(alone());
			scene.ledger.add(20);
			await scene.caughtUp();
			await scene.client.saveWorkflow(askingWorkflow(credentials));
			const { status, data } = await scene.client.runByHand(
				askingWorkflow(credentials).id,
				'Start',
			);
			expect([status, data.failure]).toEqual(['success', undefined]);
			expect(data.output('Customers')).toHaveLength(20);
			expect(data.output('Status')).toHaveLength(1);
		},
		3 * minutes,
	);
});

describe('an upgrade under published workflows', () => {
	it('is offered', async () => {
		scene.registry.publish(await publicationOf(next, said));
		const [listed] = await scene.installer.installed();
		expect(listed).toMatchObject({ installedVersion: previous, updateAvailable: next });
	});

	it(
		'interrupts nothing while it downloads, however long that takes',
		async () => {
			const release = scene.registry.holdTarballs();
			const asked = scene.registry.asked.length;
			const updated = scene.installer.update();
			await until('the download', () =>
				scene.registry.asked.slice(asked).some((path) => path.endsWith(`${next}.tgz`)),
			);
			scene.ledger.change(5);
			scene.ledger.add(2);
			await scene.caughtUp();
			release();
			expect(await updated).toMatchObject({ installedVersion: next });
		},
		4 * minutes,
	);

	it(
		'then reads by the new version, from where the old one was',
		async () => {
			const began = Date.now();
			const [first = 0, second = 0] = scene.ledger.ids;
			for (const id of [first, second]) scene.touch(id);
			const read = async () =>
				(await watchedAlone()).filter(({ modifiedOn }) => Date.parse(modifiedOn) >= began);
			await until('both customers', async () => (await read()).length >= 2);
			expect((await read()).map(({ id, sync }) => [id, sync.version]).sort()).toEqual(
				[first, second].map((id) => [id, 'next']),
			);
			scene.ledger.change(5);
			await scene.caughtUp();
			expect((await watched()).at(-1)?.sync).toMatchObject({ version: 'next' });
		},
		4 * minutes,
	);

	it('leaves the credentials as they were', async () => {
		for (const { id } of Object.values(credentials))
			expect(await scene.client.testCredential(id)).toMatchObject({ status: 'OK' });
	});

	it(
		'holds after a restart of n8n',
		async () => {
			await scene.restartN8n();
			scene.ledger.change(3);
			await scene.caughtUp();
			expect((await watched()).at(-1)?.sync).toMatchObject({ version: 'next' });
		},
		4 * minutes,
	);
});

describe('taken out again', () => {
	let left: Awaited<ReturnType<InstallScene['database']>>;

	beforeAll(async () => {
		await scene.client.unpublish(alone().id);
		await scene.installer.uninstall();
		left = await scene.database();
	}, 2 * minutes);

	it('is gone from the list, its nodes and credentials with it', async () => {
		expect(await scene.installer.installed()).toEqual([]);
		expect([await nodeTypesThere(), await credentialTypesThere()]).toEqual([[], []]);
	});

	it('leaves the workflows as they are, and n8n names the node that it has no more', async () => {
		const { nodes } = await scene.client.call<{ nodes: unknown }>(
			'GET',
			`/workflows/${watching().id}`,
		);
		expect(nodes).toMatchObject(watching().nodes);
		const run = scene.client.runByHand(askingWorkflow(credentials).id, 'Start');
		await expect(run).rejects.toThrow(`Unrecognized node type: ${PACKAGE}.serviceTitan`);
	});

	it(
		'touches nothing in the database',
		async () => {
			scene.ledger.change(5);
			const failed = async () => {
				const all = await scene.client.executions(watching().id, 100);
				return all.filter(({ status }) => status === 'error').length;
			};
			const before = await failed();
			await until('a poll that finds its node gone', async () => (await failed()) > before);
			expect(await scene.database()).toEqual(left);
		},
		2 * minutes,
	);

	it(
		'goes on where it was once it is installed again',
		async () => {
			await scene.installer.install(PACKAGE);
			await scene.caughtUp();
		},
		4 * minutes,
	);
});
