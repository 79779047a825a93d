import type { ExecutionData } from '../../../../demo/n8n/executionData';
import type { N8nClient } from '../../../../demo/n8n/N8nClient';
import { comparable, requestsOf } from './requests';
import { START, sampleWorkflow, type Fed } from './sampleWorkflow';
import type { World } from './world';

/** What one node asked and what came of it, so that two performances of it can be compared. */
export interface Performed {
	/** Each different request once, in the order of the alphabet; what differs by itself is left out. */
	requests: string[];
	/** What failed, in words, by item. */
	failures: string[];
}

/** Runs the nodes in a world. @returns what each of them did, by its name */
export async function perform(
	client: N8nClient,
	world: World,
	{ id, nodes }: { id: string; nodes: Fed[] },
): Promise<(name: string) => Performed> {
	await client.saveWorkflow({ ...sampleWorkflow(id, nodes, world.credentials), id });
	const { data } = await client.runByHand(id, START);
	if (data.failure) throw new Error(`The workflow ${id} failed: ${data.failure}`);
	const begun = nodes.map(({ name }) => ({ name, at: data.startOf(name) ?? 0 }));
	return (name) => {
		const from = begun.find((one) => one.name === name)?.at ?? 0;
		const until = Math.min(...begun.map(({ at }) => at).filter((at) => at > from));
		const texts = requestsOf(world)
			.filter(({ at }) => at >= from && at < until)
			.map(({ text }) => comparable(text).replaceAll(id, '<workflow>'));
		return { requests: [...new Set(texts)].sort(), failures: failuresOf(data, name) };
	};
}

const failuresOf = (data: ExecutionData, name: string): string[] =>
	data.output(name).flatMap(({ error }) => (error ? [comparable(JSON.stringify(error))] : []));
