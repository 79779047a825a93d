import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Stage, StageOptions } from '../../../demo/stage/stage';
import { startStage } from '../../../demo/stage/startStage';

/** A stage of its own for one test file, gone without a trace when it is stopped. `dist` must have been built. */
export async function startTestStage(options: Partial<StageOptions> = {}): Promise<Stage> {
	const dataDir = mkdtempSync(join(tmpdir(), 'stage-'));
	const remove = () => rmSync(dataDir, { recursive: true, force: true });
	try {
		const stage = await startStage({ dataDir, customers: 60, ...options });
		return {
			...stage,
			stop: async () => {
				await stage.stop();
				remove();
			},
		};
	} catch (cause) {
		remove();
		throw cause;
	}
}
