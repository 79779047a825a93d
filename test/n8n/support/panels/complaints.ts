import type { Page } from 'playwright-core';

/** What n8n itself complains of whatever the node, each with the reason why it does not count. */
const ALLOWED: Array<{ text: string; why: string }> = [];

/** What goes wrong in a page: whatever it throws, and every line of its console that is an error. */
export class Complaints {
	all: string[] = [];

	constructor(page: Page) {
		page.on('pageerror', ({ message }) => this.add(message));
		page.on('console', (line) => {
			if (line.type() === 'error') this.add(`${line.text()} ${line.location().url}`.trim());
		});
	}

	forget(): void {
		this.all = [];
	}

	private add(text: string): void {
		if (!ALLOWED.some((one) => text === one.text)) this.all.push(text);
	}
}
