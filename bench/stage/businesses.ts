import { join } from 'node:path';
import type { Account } from '../../demo/account';
import { freePort } from '../../demo/process/freePort';
import type { DataFolder } from '../../demo/stage/dataFolder';
import { startSimulator, type SimulatorProcess } from './simulatorProcess';

/** One simulated ServiceTitan after the other at one address, so that n8n's credential stays right. */
export class Businesses {
	private constructor(
		private readonly account: Account,
		private readonly place: { port: number; log: string; node: string },
		private present: SimulatorProcess,
	) {}

	static async open(
		account: Account,
		{ data, customers, node }: { data: DataFolder; customers: number; node: string },
	): Promise<Businesses> {
		const port = await freePort(data.ports.simulator);
		const place = { port, log: join(data.path, 'simulator.log'), node };
		return new Businesses(account, place, await begin(account, { ...place, customers }));
	}

	/** The one that is there now. */
	get now(): SimulatorProcess {
		return this.present;
	}

	/** Another one, unless the one that is there has that many customers. */
	async change(customers: number): Promise<void> {
		if (this.present.customers === customers) return;
		await this.present.stop();
		this.present = await begin(this.account, { ...this.place, customers });
	}
}

const begin = async (account: Account, wanted: Parameters<typeof startSimulator>[0]) =>
	await account.during(`Making up ${wanted.customers} customers`, () => startSimulator(wanted));
