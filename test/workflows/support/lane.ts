import { DateTime } from 'luxon';

import { runCodeNode } from './codeNode';

type Json = Record<string, unknown>;

/** From what Check Health gave to what is told; n8n's own memory is kept as n8n keeps it, as text. */
export class Lane {
	private memory = '{}';

	constructor(
		private readonly start: DateTime,
		/** Whether what is posted gets through. */
		readonly webhook: { up: boolean } = { up: true },
	) {}

	/**
	 * @param failure  what Describe Failure said, where an Error Trigger began it
	 * @returns the texts that got through, and what Mark Told was given
	 */
	hear(minute: number, checked: Json, failure?: string): { texts: string[]; marked: Json[] } {
		const now = this.start.plus({ minutes: minute }).toISO() ?? '';
		const staticData = JSON.parse(this.memory) as Json;
		const options = { remindAfterHours: 24, ...(failure ? { failure } : {}) };
		const nodes = { 'Set Alert Options': [options] };
		const messages = runCodeNode('List Alerts', [checked], { now, nodes, staticData });
		const answers = this.webhook.up ? messages.map(() => ({ statusCode: 200 })) : [];
		const marked = runCodeNode('Note Sent', answers, {
			now,
			staticData,
			nodes: { 'List Alerts': messages },
		});
		this.memory = JSON.stringify(staticData);
		return { texts: this.webhook.up ? messages.map(({ text }) => String(text)) : [], marked };
	}
}

export const noon = DateTime.fromISO('2026-07-01T12:00-05:00', { setZone: true });
