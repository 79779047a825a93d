import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { instantOfMillis } from '../../core/instant';
import { patient } from '../../core/retry';
import { Refused } from '../../core/sync/refusal';
import { handOut } from '../../sync/handOut';
import { watch, type SavedProgress } from '../../sync/watch';
import { connectServiceTitan } from '../../transport/serviceTitan';
import { connectPorts, type Connections } from '../shared/connectPorts';
import { consumerOf } from '../shared/consumer';
import { systemClock } from '../shared/systemClock';
import { Beginnings } from './beginnings';
import { isOpenByWorkflow, isOpenByWorkspace } from './hours';
import { toItem } from './item';
import type { Settings } from './settings';
import { UnderWay } from './underWay';

const underWay = new UnderWay();
const beginnings = new Beginnings<SavedProgress>();

/** The same over all polls of one trigger, whichever contexts n8n makes for them. */
export const triggerOf = (context: IPollFunctions): string =>
	`${context.getWorkflow().id ?? ''} ${context.getNode().id}`;

type Polled = Promise<INodeExecutionData[][] | null>;

/** A page with its contact methods takes seconds; with less time left than this, the next poll goes on. */
const RESERVE_MS = 15_000;

/** One scheduled poll: `null` where there is nothing to hand out, so that no execution starts. */
export async function poll(context: IPollFunctions, settings: Settings): Polled {
	if (settings.cursorStore === 'supabase') return await pollWithSupabase(context, settings);
	const from = context.getWorkflowStaticData('node').progress;
	return await underWay.alone(triggerOf(context), { now: systemClock.now, from }, () =>
		pollWithStaticData(context, settings),
	);
}

async function pollWithSupabase(context: IPollFunctions, settings: Settings): Polled {
	const connections = await connectPorts(context, patient);
	if (!(await isOpenByWorkspace(context, settings, connections))) return null;
	try {
		return await handOutItems(context, settings, connections);
	} catch (refusal) {
		// The run before this one still goes on, or somebody switched the sync off: neither is a failure.
		if (refusal instanceof Refused && ['running', 'disabled'].includes(refusal.code)) return null;
		throw refusal instanceof Error ? refusal : new Error(String(refusal));
	}
}

async function handOutItems(
	context: IPollFunctions,
	settings: Settings,
	{ serviceTitan, ports }: Connections,
): Polled {
	const { runId, workspaceId, changes } = await handOut(ports, {
		...settings,
		source: 'trigger',
		consumer: consumerOf(context),
		tenantId: serviceTitan.tenantId,
		environment: serviceTitan.environment,
		hasTime: deadlineOf(context),
	});
	if (changes.length === 0) return null;
	return [changes.map((change) => toItem(change, { runId, workspaceId }, settings.simplify))];
}

async function pollWithStaticData(context: IPollFunctions, settings: Settings): Polled {
	if (!isOpenByWorkflow(context, settings)) return null;
	const serviceTitan = await connectServiceTitan(context, systemClock, patient);
	const state = context.getWorkflowStaticData('node');
	const trigger = triggerOf(context);
	const saved = beginnings.progressOf(trigger, state.progress);
	const { changes, next } = await watch(serviceTitan, {
		...settings,
		saved,
		hasTime: deadlineOf(context),
		now: instantOfMillis(systemClock.now()),
	});
	const items = changes.map((change) => toItem(change, {}, settings.simplify));
	// Last of all: if anything above throws, the next poll reads the same window again.
	state.progress = next;
	if (saved === undefined && next && items.length === 0) beginnings.note(trigger, next);
	return items.length > 0 ? [items] : null;
}

/** The first n8n 2 knows no poll budget; the cap on customers bounds the poll there. */
function deadlineOf(context: IPollFunctions): () => boolean {
	const budget = context.getPollBudgetMs?.() ?? Number.POSITIVE_INFINITY;
	const deadline = systemClock.now() + budget - Math.min(RESERVE_MS, budget / 2);
	return () => systemClock.now() < deadline;
}
