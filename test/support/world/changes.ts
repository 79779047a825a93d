import type { INodeExecutionData } from 'n8n-workflow';

import { startWorld, type World, type WorldOptions } from './world';

/** A world after its first poll, and an hour later. */
export async function begunWorld(options: WorldOptions = {}): Promise<World> {
	const world = await startWorld(options);
	await world.poll();
	world.pass(60);
	return world;
}

/** Adds customers who can be reached by e-mail, then lets a quarter of an hour pass. @returns their ids */
export function addPeople(world: World, count: number, name = 'Person'): number[] {
	const ids = Array.from(
		{ length: count },
		(_, number) =>
			world.serviceTitan.addCustomer({
				name: `${name} ${number}`,
				contacts: [{ type: 'Email', value: `${name}${number}@example.com` }],
			}).id,
	);
	world.pass(15);
	return ids;
}

export const idsOf = (items: INodeExecutionData[]): number[] =>
	items.map(({ json }) => Number(json.id));

export const cursorOf = async (world: World): Promise<unknown> => (await world.state()).cursor;

/** The lease of the open run is over: its process died, or nobody carried its customers on. */
export async function leaseEnds({ database }: World): Promise<void> {
	await database.sql`
		update servicetitan_sync_state set lease_expires_at = now() - interval '1 second'`;
}

/** The runs so far, the newest first. */
export const runsOf = async ({ database }: World): Promise<Array<Record<string, unknown>>> => [
	...(await database.sql`select * from servicetitan_sync_runs order by started_at desc`),
];

/** What a person reads: the message and, below it, what to do; 'nothing' where it went well. */
export async function said(doing: Promise<unknown>): Promise<string> {
	try {
		await doing;
	} catch (failure) {
		const { message, description } = failure as { message: string; description?: string };
		return `${message}. ${description ?? ''}`;
	}
	return 'nothing';
}
