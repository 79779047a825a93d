import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { placeWorkflow } from '../../../demo/stage/placeWorkflow';
import { root } from '../../../demo/stage/root';
import type { Stage } from '../../../demo/stage/stage';

type Json = Record<string, unknown>;

export interface Answered {
	code: number;
	/** JSON where it is some, else the text. */
	body: Json;
	text: string;
}

const header = 'X-Api-Key';

/** The endpoints published in a real n8n, and a program that calls them. */
export class Endpoints {
	private constructor(
		private readonly stage: Stage,
		/** What callers have to know. */
		readonly key: string,
	) {}

	static async publish(stage: Stage): Promise<Endpoints> {
		const key = randomBytes(16).toString('hex');
		const data = { name: header, value: key };
		const credentials = await stage.client.storeCredentials([
			{ name: 'Callers of the endpoints', type: 'httpHeaderAuth', data },
		]);
		const side = { ...stage, credentials: { ...stage.credentials, ...credentials } };
		const file = join(root, 'workflows', 'servicetitan-sync-endpoints.json');
		await placeWorkflow(side, { file, id: 'syncEndpoints001' });
		return new Endpoints(stage, key);
	}

	get(path: string, headers?: Record<string, string>): Promise<Answered> {
		return this.ask(path, { headers });
	}

	/** @param body  what is sent as JSON; text as it is */
	post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answered> {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		return this.ask(path, { method: 'POST', body: text, headers });
	}

	private async ask(path: string, init: RequestInit): Promise<Answered> {
		const headers = init.headers ?? { [header]: this.key };
		const response = await fetch(`${this.stage.n8n.url}/webhook/servicetitan-sync/${path}`, {
			...init,
			headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
		});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json') ?? false;
		return { code: response.status, body: isJson ? (JSON.parse(text) as Json) : {}, text };
	}
}
