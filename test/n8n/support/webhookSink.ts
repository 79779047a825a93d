import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Takes what alerts post, as Slack does. */
export interface WebhookSink {
	url: string;
	/** The texts that were taken, oldest first. */
	texts: string[];
	/** What it answers from now on; anything but 200 is not taken. */
	answer: number;
	/** Requests that came, taken or not. */
	requests: number;
	/** Waits for a text of which this is a part. @throws with all texts when it does not come in time */
	heard(part: string, patience?: number): Promise<string>;
	close(): void;
}

export async function openWebhookSink(): Promise<WebhookSink> {
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString()));
		request.on('end', () => {
			sink.requests++;
			if (sink.answer === 200) sink.texts.push((JSON.parse(body) as { text: string }).text);
			response.writeHead(sink.answer).end(sink.answer === 200 ? 'ok' : 'no_team');
		});
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const sink: WebhookSink = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/alerts`,
		texts: [],
		answer: 200,
		requests: 0,
		heard: (part, patience = 90_000) => heard(sink, part, patience),
		close: () => {
			server.close();
			// n8n keeps its connections open.
			server.closeAllConnections();
		},
	};
	return sink;
}

async function heard({ texts }: WebhookSink, part: string, patience: number): Promise<string> {
	const until = Date.now() + patience;
	for (;;) {
		const text = texts.find((one) => one.includes(part));
		if (text !== undefined) return text;
		if (Date.now() > until)
			throw new Error(`Nobody was told "${part}". What was told: ${JSON.stringify(texts)}`);
		await sleep(200);
	}
}
