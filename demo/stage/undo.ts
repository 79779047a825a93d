/** What has to be ended again, in the reverse order of its beginning. */
export class Undo {
	private readonly steps: Array<() => unknown> = [];
	private running?: Promise<void>;

	later(step: () => unknown): void {
		this.steps.push(step);
	}

	/** Ends all of it, once, however often it is asked for. One step that fails does not keep the others from it. */
	all(): Promise<void> {
		return (this.running ??= this.run());
	}

	private async run(): Promise<void> {
		for (const step of this.steps.reverse()) {
			try {
				await limited(step);
			} catch (cause) {
				console.error(`While stopping: ${(cause as Error).message}`);
			}
		}
	}
}

const patience = 60_000;

/** The timer also keeps this process alive until the step is done: some of what is stopped does not. */
async function limited(step: () => unknown): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('one step took longer than a minute')), patience);
	});
	try {
		await Promise.race([step(), late]);
	} finally {
		clearTimeout(timer);
	}
}
