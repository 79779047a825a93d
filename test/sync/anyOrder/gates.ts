import type { Chance } from '../../../simulator/chance';

interface Waiting {
	worker: string;
	/** What it waits for, in words. */
	where: string;
	go: () => void;
}

/** How likely the same worker goes on: otherwise no run would ever come far before the next one begins. */
const STAY = 0.75;

/**
 * Where every request stops twice: before it reaches its service, and before its answer is heard. Which one goes
 * on is decided by chance, so that workers interleave at each of their awaits, and one can be left waiting there
 * (asleep, a zombie later) or be killed there.
 */
export class Gates {
	private waiting: Waiting[] = [];
	private underWay = 0;
	private last = '';

	constructor(private readonly told: (line: string) => void) {}

	async pass(worker: string, where: string): Promise<void> {
		await new Promise<void>((go) => this.waiting.push({ worker, where, go }));
	}

	/** Real work, which is waited for before anybody else goes on. */
	async doing<T>(work: () => Promise<T>): Promise<T> {
		this.underWay += 1;
		try {
			return await work();
		} finally {
			this.underWay -= 1;
		}
	}

	/** Lets one request or answer through. @returns false where nobody waits */
	async step(chance: Chance): Promise<boolean> {
		await this.settle();
		const same = this.waiting.filter(({ worker }) => worker === this.last);
		const among = same.length > 0 && chance() < STAY ? same : this.waiting;
		const chosen = among[Math.floor(chance() * among.length)];
		if (!chosen) return false;
		this.waiting = this.waiting.filter((other) => other !== chosen);
		this.last = chosen.worker;
		this.told(`    ${chosen.worker}: ${chosen.where}`);
		chosen.go();
		await this.settle();
		return true;
	}

	/** Kills a worker: what it waits for never comes. */
	drop(worker: string): void {
		this.waiting = this.waiting.filter((other) => other.worker !== worker);
	}

	/** Until every worker waits at a gate or has come to its end. */
	private async settle(): Promise<void> {
		do {
			await new Promise((go) => setImmediate(go));
		} while (this.underWay > 0);
	}
}
