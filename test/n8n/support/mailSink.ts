import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** Takes mail on a port of its own, from anybody, as a company's mail server does from its n8n. */
export interface MailSink {
	port: number;
	/** Each mail as it came, headers and all, oldest first. */
	mails: string[];
	/** Waits for a mail of which this is a part. @throws with all mails when it does not come in time */
	got(part: string): Promise<string>;
	close(): void;
}

export async function openMailSink(): Promise<MailSink> {
	const mails: string[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, _session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				mails.push(Buffer.concat(parts).toString());
				done();
			});
		},
	});
	await new Promise<void>((ready) => {
		server.listen(0, '127.0.0.1', ready);
	});
	return {
		port: (server.server.address() as AddressInfo).port,
		mails,
		got: (part) => got(mails, part),
		close: () => server.close(),
	};
}

async function got(mails: string[], part: string): Promise<string> {
	const until = Date.now() + 90_000;
	for (;;) {
		const mail = mails.find((one) => one.includes(part));
		if (mail !== undefined) return mail;
		if (Date.now() > until) throw new Error(`No mail said "${part}": ${JSON.stringify(mails)}`);
		await sleep(200);
	}
}
