import type { Stage } from '../../demo/stage/stage';
import { operations } from '../../nodes/ServiceTitanSync/operations';
import { everyPanel, type Panel } from '../support/descriptions/everyPanel';
import { AgentScene, withAgents } from './support/agentScene';
import { asAgentTool, nameForModel } from './support/expressions/asAgentTool';
import { asExpressions, asItIs, asText } from './support/expressions/asExpressions';
import { perform, type Performed } from './support/expressions/performance';
import { nodesWith, plainNode, plainNodes, sample, turns } from './support/expressions/sampleNodes';
import { askedSince } from './support/expressions/requests';
import { firstPolls } from './support/expressions/triggers';
import { openWorld, type World } from './support/expressions/world';
import { startTestStage } from './support/testStage';

const minutes = 60_000;

const isTrigger = ({ type }: Panel): boolean => type.inputs.length === 0;
const panels = everyPanel().filter((panel) => !isTrigger(panel));

let stage: Stage;
const worlds: World[] = [];
const done: Record<string, (name: string) => Performed> = {};

/** One that is as the others are, whatever was done in them. */
async function newWorld(name: string): Promise<World> {
	const world = await openWorld(stage, name);
	worlds.push(world);
	return world;
}

beforeAll(async () => {
	stage = await startTestStage({ customers: 1, ...withAgents });
	const [plain, given, texts] = [
		await newWorld('plain'),
		await newWorld('given'),
		await newWorld('texts'),
	];
	const nodesOf = {
		plain: plainNodes(panels, plain),
		given: nodesWith(panels, given, asItIs),
		texts: nodesWith(panels, texts, asText),
	};
	for (const [name, world] of Object.entries({ plain, given, texts })) {
		const nodes = nodesOf[name as keyof typeof nodesOf];
		done[name] = await perform(stage.client, world, { id: `${name}OfEveryPanel`, nodes });
	}
}, 10 * minutes);

afterAll(async () => {
	for (const world of worlds) await world.close();
	await stage?.stop();
}, minutes);

describe('with an expression in every field', () => {
	it.each(panels.map(({ name }) => name))('%s asks for the same, item by item', (name) => {
		const each = turns.map((turn) => done.plain?.(`${name} #${turn}`));
		const requests = [...new Set(each.flatMap((one) => one?.requests ?? []))].sort();
		expect(each.flatMap((one) => one?.failures ?? [])).toEqual([]);
		expect(requests).not.toEqual([]);
		expect(done.given?.(name)).toEqual({ requests, failures: [] });
		expect(done.texts?.(name)).toEqual({ requests, failures: [] });
	});

	it('ServiceTitan Trigger asks for the same', async () => {
		const panel = everyPanel().find(({ name }) => name.includes('(onlyBusinessHours true)'));
		if (!panel) throw new Error('The trigger has no business hours any more.');
		const allDay = { from: '00:00', to: '23:59', days: ALL_DAYS, timezone: 'America/Chicago' };
		const [plain, given] = [await newWorld('plainPolls'), await newWorld('givenPolls')];
		const typed = turns.map((turn) => ({
			...sample(panel, turn, plain),
			businessHours: allDay,
			onlyBusinessHours: true,
		}));
		const expressions = typed.map((parameters) =>
			asExpressions(panel, parameters, {
				placeOf: (name) => `(${JSON.stringify(parameters[name as keyof typeof parameters])})`,
			}),
		);
		const { client } = stage;
		const wanted = await firstPolls(client, plain, { id: 'plainPolls000001', triggers: typed });
		expect(wanted.length).toBeGreaterThan(2);
		expect(
			await firstPolls(client, given, { id: 'givenPolls000001', triggers: expressions }),
		).toEqual(wanted);
	}, 60_000);
});

const onlyForPeople = operations.flatMap(({ option, onlyForPeople: never }) =>
	never ? [option.value] : [],
);

const isForPeople = ({ parameters }: Panel): boolean =>
	onlyForPeople.includes(String(parameters.operation));

/** It takes customers, which no model can give. */
const forAgents = panels.filter(({ type }) => type.name !== 'supabaseContactUpsert');

describe("as a tool of n8n's AI Agent, with every field left to the model", () => {
	let world: World;
	let scene: AgentScene;
	let typed: (name: string) => Performed;

	const toolOf = (panel: Panel) => asAgentTool(panel, sample(panel, 0, world));

	beforeAll(async () => {
		const alone = await newWorld('alone');
		const nodes = forAgents
			.filter((panel) => !isForPeople(panel))
			.map((panel) => plainNode(panel, 0, alone));
		typed = await perform(stage.client, alone, { id: 'aloneOfEveryPanel', nodes });
		world = await newWorld('agent');
		const tools = forAgents.map((panel) => toolOf(panel).tool);
		scene = await AgentScene.on(stage, tools, world.credentials);
	}, minutes);

	afterAll(() => scene?.model.close());

	it.each(forAgents.map((panel) => [panel.name, panel] as const))('%s', async (name, panel) => {
		const use = toolOf(panel);
		const since = askedSince(world);
		const { said } = await scene.play(
			() => ({ use: nameForModel(use), with: use.answers }),
			(result) => ({ say: result }),
		);
		const requests = since();
		if (isForPeople(panel)) {
			expect(said).toMatch(/for people, not for AI agents/);
			expect(requests).toEqual([]);
		} else {
			expect(said).not.toMatch(/"error":/);
			// A health check tells an agent nothing that is to be told to people.
			if (name !== 'Health: Check Health') expect(requests).toEqual(typed(`${name} #0`).requests);
		}
	});
});

const ALL_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
