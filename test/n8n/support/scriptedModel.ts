import type { IncomingMessage } from 'node:http';

import { serve, type LocalServer } from '../../support/n8nHost/localServer';

/** What a model is told of a tool. */
export interface ToolOffered {
	name: string;
	description: string;
	parameters: { properties: Record<string, Record<string, unknown>>; required?: string[] };
}

interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string;
}

interface ChatRequest {
	messages: Message[];
	tools?: Array<{ function: ToolOffered }>;
}

/** What the model does next: it uses a tool, or it is done and says so. */
export type Move = { use: string; with: object } | { say: string };

/** @param result  what the last tool answered, as the model read it; empty before the first */
export type Turn = (result: string) => Move;

/** A language model that does as a script says, behind the interface of OpenAI's chat completions. */
export class ScriptedModel {
	/** What the model was offered when it was last asked. */
	tools: ToolOffered[] = [];
	/** What each tool answered, in the order of the calls. */
	results: string[] = [];
	private script: Turn[] = [];

	private constructor(private server?: LocalServer) {}

	static async open(): Promise<ScriptedModel> {
		const model = new ScriptedModel();
		model.server = await serve((request, response) => {
			void readBody(request).then((body) => {
				const message = model.answer(JSON.parse(body) as ChatRequest);
				const status = message ? 200 : 400;
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(message ?? { error: { message: 'The script is at its end' } }));
			});
		});
		return model;
	}

	/** What the credential's Base URL is. */
	get url(): string {
		return `${this.server?.url}/v1`;
	}

	close = async (): Promise<void> => this.server?.close();

	play(script: Turn[]): void {
		this.script = [...script];
	}

	private answer({ messages, tools = [] }: ChatRequest): object | undefined {
		this.tools = tools.map((tool) => tool.function);
		this.results = messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
		const move = this.script.shift()?.(this.results.at(-1) ?? '');
		return move && completion(move, this.results.length);
	}
}

/** @param number  of the call, which makes its id */
function completion(move: Move, number: number): object {
	const isCall = 'use' in move;
	const call = isCall && {
		id: `call_${number}`,
		type: 'function',
		function: { name: move.use, arguments: JSON.stringify(move.with) },
	};
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [
			{
				index: 0,
				finish_reason: isCall ? 'tool_calls' : 'stop',
				message: call
					? { role: 'assistant', content: null, tool_calls: [call] }
					: { role: 'assistant', content: 'say' in move ? move.say : '' },
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

async function readBody(request: IncomingMessage): Promise<string> {
	let body = '';
	for await (const part of request) body += String(part);
	return body;
}
