import { join } from 'node:path';

import type { ExecutionData } from '../../../demo/n8n/executionData';
import type { WorkflowNode } from '../../../demo/n8n/workflow';
import type { Stage } from '../../../demo/stage/stage';
import { ScriptedModel, type Turn } from './scriptedModel';
import { startTestStage } from './testStage';

/** A tool of the agent: a node of this package, its parameters as a person fills them in. */
export interface AgentTool {
	/** Of the node; the model knows it by this name, with underscores. */
	name: string;
	type: `${string}Tool`;
	parameters: Record<string, unknown>;
}

export interface Conversation {
	status: string;
	failure?: string;
	/** What the agent said in the end. */
	said: unknown;
	data: ExecutionData;
}

const withoutSqlite = join(__dirname, 'withoutSqlite.js');

/** What a stage needs for agents. */
export const withAgents = { n8nEnvironment: { NODE_OPTIONS: `--require ${withoutSqlite}` } };

const WORKFLOW = 'agentWithTools01';

/** n8n's AI Agent with tools of this package, and a model that follows a script. */
export class AgentScene {
	private constructor(
		readonly stage: Stage,
		readonly model: ScriptedModel,
	) {}

	static open = async (tools: AgentTool[]): Promise<AgentScene> =>
		AgentScene.on(await startTestStage(withAgents), tools);

	/** @param own  credentials for the tools; those of the stage unless given */
	static async on(stage: Stage, tools: AgentTool[], own = stage.credentials): Promise<AgentScene> {
		const model = await ScriptedModel.open();
		const { openAiApi } = await stage.client.storeCredentials([
			{ name: 'Scripted model', type: 'openAiApi', data: { apiKey: 'none', url: model.url } },
		]);
		const credentials = { ...own, ...(openAiApi ? { openAiApi } : {}) };
		await stage.client.saveWorkflow(workflow(tools, credentials));
		return new AgentScene(stage, model);
	}

	async close(): Promise<void> {
		await this.model.close();
		await this.stage.stop();
	}

	/** The model does as the script says, one turn each time it is asked. */
	async play(...script: Turn[]): Promise<Conversation> {
		this.model.play(script);
		const { status, data } = await this.stage.client.runByHand(WORKFLOW, 'Start by Hand');
		const [answer] = data.output<{ output: unknown }>('AI Agent');
		return { status, failure: data.failure, said: answer?.output, data };
	}
}

function workflow(tools: AgentTool[], stored: NonNullable<WorkflowNode['credentials']>) {
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		more: Partial<WorkflowNode> = {},
	): WorkflowNode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: {},
		credentials: stored,
		...more,
	});
	const to = (name: string, type: string) => ({ [type]: [[{ node: name, type, index: 0 }]] });
	const agent = 'AI Agent';
	return {
		id: WORKFLOW,
		name: 'An agent with tools',
		settings: { executionOrder: 'v1' },
		nodes: [
			node('Start by Hand', 'n8n-nodes-base.manualTrigger', 1),
			node(agent, '@n8n/n8n-nodes-langchain.agent', 3.1, {
				parameters: { promptType: 'define', text: 'Do what the caller wants.' },
			}),
			node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.3, {
				parameters: { model: { mode: 'id', value: 'scripted' }, responsesApiEnabled: false },
			}),
			...tools.map(({ name, type, parameters }) =>
				node(name, `n8n-nodes-servicetitan-sync.${type}`, 1, { parameters }),
			),
		],
		connections: {
			'Start by Hand': to(agent, 'main'),
			Model: to(agent, 'ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, to(agent, 'ai_tool')])),
		},
	};
}
