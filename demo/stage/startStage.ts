import { silentAccount } from '../account';
import { findHost } from '../host/host';
import { missingMemory } from '../host/needs';
import { openDataFolder } from './dataFolder';
import type { Stage, StageOptions } from './stage';
import { startPackagedN8n } from './startPackagedN8n';
import { startServices } from './startServices';
import { Undo } from './undo';

/**
 * Starts the stage: the workspace set up, the package and the credentials in n8n, no workflow yet.
 * The package must have been built. What was started is ended again when something else does not start.
 */
export async function startStage(options: StageOptions, undo = new Undo()): Promise<Stage> {
	try {
		return { ...(await start(options, undo)), stop: () => undo.all() };
	} catch (cause) {
		await undo.all();
		throw cause;
	}
}

async function start(options: StageOptions, undo: Undo): Promise<Omit<Stage, 'stop'>> {
	const { account = silentAccount, customers = 500, durable = false } = options;
	const missing = missingMemory();
	if (missing.length > 0) throw new Error(missing.join('\n'));
	const host = options.host ?? (await findHost(account));
	const data = openDataFolder(options.dataDir);
	undo.later(() => data.release());
	const services = await account.during(
		'Starting the embedded Supabase and the simulated ServiceTitan',
		() => startServices(data, undo, { customers, durable }),
	);
	const more = options.n8nEnvironment;
	const n8n = await startPackagedN8n(services, undo, { data, host, account, more });
	return { ...services, ...n8n };
}
