import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { persistent } from '../../core/retry';
import type { Ports } from '../../sync/ports';
import { tryWhole } from '../../sync/tryWhole';
import { connectPorts } from '../shared/connectPorts';
import { beyondStop } from './beyondStop';
import { readState } from './readState';
import { runnerOf, stopOf, type RunInput } from './runInput';

type Asked<In extends RunInput> = In & ReturnType<typeof runnerOf> & { isStopped: () => boolean };

/** A run over all customers, or dry: what it would do, told by comparing everybody. */
export async function runEverybody<In extends RunInput>(
	context: IExecuteFunctions,
	input: In,
	run: (ports: Ports, request: Asked<In>) => Promise<object>,
): Promise<IDataObject[]> {
	const connections = await connectPorts(beyondStop(context), persistent);
	const { ports, supabase } = connections;
	const request = { ...input, ...runnerOf(context, connections), isStopped: stopOf(context) };
	if (!input.dryRun) return [{ ...(await run(ports, request)) }];
	const { workspaceId, now: databaseNow } = await readState(supabase, request);
	return [
		{
			...(await tryWhole(ports, { ...request, workspaceId, databaseNow })),
		} as unknown as IDataObject,
	];
}
