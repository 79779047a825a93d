import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Outage } from './outage';

export interface Exchange {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	/** What answers when nothing is wrong. */
	readonly listener: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Lets one request suffer the outage, or answers it when there is none. */
export function sendThrough(outage: Outage | null, exchange: Exchange): void {
	const { request, response, listener } = exchange;
	const answer = () => void listener(request, response);
	switch (outage?.kind) {
		case undefined:
			return answer();
		case 'delay':
			return void setTimeout(answer, outage.ms);
		case 'status':
			return answerAsGateway(exchange, outage);
		case 'loseAnswer':
			loseAnswer(response);
			return answer();
		case 'hang':
			return void request.resume();
		case 'reset':
		case 'refuse':
			return void request.socket.destroy();
	}
}

function answerAsGateway(
	{ request, response }: Exchange,
	{ status, body }: { status: number; body?: unknown },
): void {
	request.resume();
	const page = `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`;
	const type = body === undefined ? 'text/html' : 'application/json';
	response.writeHead(status, { 'content-type': type });
	response.end(body === undefined ? page : JSON.stringify(body));
}

/** The work is done by the time the first byte of the answer would go out: there the connection is cut. */
function loseAnswer(response: ServerResponse): void {
	response.writeHead = () => {
		response.socket?.destroy();
		return response;
	};
}
