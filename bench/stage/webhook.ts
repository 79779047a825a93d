import { request } from 'node:http';

export interface WebhookAnswer {
	status: number;
	body: string;
	ms: number;
}

/** Calls a workflow's webhook and waits for its last node: for hours if need be, so without fetch's time limits. */
export function callWebhook(url: string, path: string): Promise<WebhookAnswer> {
	return new Promise((resolve, reject) => {
		const started = performance.now();
		const call = request(`${url}/webhook/${path}`, { method: 'POST' }, (response) => {
			let body = '';
			response.setEncoding('utf8');
			response.on('data', (text: string) => (body += text));
			response.once('error', reject);
			response.once('end', () =>
				resolve({ status: response.statusCode ?? 0, body, ms: performance.now() - started }),
			);
		});
		call.once('error', reject);
		call.end();
	});
}
