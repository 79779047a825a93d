import type { KillScene } from './scene';
import type { Worker } from './worker';
import { askingPath, callWebhook } from './workflows';

/** How many tokens executions cost that ask ServiceTitan at the same moment, spread over all workers. */
export class Tokens {
	constructor(
		private readonly scene: KillScene,
		private readonly workers: Worker[],
	) {}

	/** @param executions  how many ask at once; all must get their answer @returns the tokens that were issued */
	async fetchedBy(executions: number): Promise<number> {
		const { tokens } = this.scene.serviceTitan;
		const issued = tokens.issued;
		const begun = this.workers.map((worker) => worker.executions);
		const all = Array.from({ length: executions }, () => callWebhook(this.scene.url, askingPath));
		const answers = (await Promise.all(all)) as Array<{ id?: number }>;
		const refused = answers.filter(({ id }) => id === undefined);
		if (refused.length > 0) throw new Error(`Not answered: ${JSON.stringify(refused)}`);
		const idle = this.workers.filter((worker, nth) => worker.executions === begun[nth]);
		if (executions > 1 && idle.length > 0) throw new Error('A worker had nothing to do');
		return tokens.issued - issued;
	}

	/** As a credential is that was just filled in. */
	async forgetStored(): Promise<void> {
		const { client, credentials } = this.scene.packaged;
		const path = `/credentials/${credentials.serviceTitanOAuth2Api?.id}`;
		const { name, type, data } = await client.call<{ name: string; type: string; data: object }>(
			'GET',
			`${path}?includeData=true`,
		);
		await client.call('PATCH', path, { name, type, data: { ...data, accessToken: '' } });
	}
}
