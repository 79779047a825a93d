import type { Action } from './action';
import type { Stage } from './stage';
import type { HandOut } from './workers';

type InN8n = Extract<
	Action,
	{
		type:
			| 'settings'
			| 'poll'
			| 'run'
			| 'copy'
			| 'reconcile'
			| 'deliver'
			| 'lose'
			| 'offerAgain'
			| 'finishRun'
			| 'failRun'
			| 'crash';
	}
>;

/** More would only wait for each other. */
const MOST_WORKERS = 5;

/** What workflows do, and what happens to their executions. */
export function performInN8n(stage: Stage, action: InN8n): string | undefined {
	const { workers } = stage;
	switch (action.type) {
		case 'settings':
			stage.settings = action.settings;
			if (action.settings.excludeAccountingChanges) stage.circumstances.withoutAccounting = true;
			return `the nodes are set to ${JSON.stringify(action.settings)}`;
		case 'crash': {
			const name = workers.names[action.worker % workers.names.length];
			if (name === undefined) return undefined;
			workers.crash(name);
			return `${name} is killed`;
		}
		case 'poll':
		case 'run':
		case 'copy':
		case 'reconcile':
			return workers.names.length < MOST_WORKERS ? start(stage, action) : undefined;
		default: {
			const { handOuts } = workers;
			const handedOut =
				handOuts[handOuts.length - 1 - (action.handedOut % Math.max(1, handOuts.length))];
			return handedOut && withHandedOut(stage, action, handedOut);
		}
	}
}

type Starting = Extract<Action, { type: 'poll' | 'run' | 'copy' | 'reconcile' }>;

function start({ workers, settings }: Stage, action: Starting): string {
	switch (action.type) {
		case 'poll':
			workers.poll(settings);
			return 'the trigger polls';
		case 'run':
			workers.run(settings);
			return 'Run Incremental Sync starts';
		case 'copy':
			workers.copy(settings, action);
			return `Run Initial Sync starts (${JSON.stringify(action)})`;
		case 'reconcile':
			workers.reconcile(settings);
			return 'Run Reconciliation starts';
	}
}

type WithHandedOut = Extract<Action, { handedOut: number }>;

function withHandedOut(
	{ workers, clockSteps }: Stage,
	action: WithHandedOut,
	handOut: HandOut,
): string | undefined {
	const { runId } = handOut;
	switch (action.type) {
		case 'finishRun':
			workers.finish(runId);
			return `Finish Run is called for ${runId}`;
		case 'failRun':
			workers.fail(runId);
			return `Fail Run is called for ${runId}`;
		case 'lose':
			return `${handOut.waiting.splice(0, action.count).length} customers of ${runId} are dropped by a filter`;
		case 'offerAgain': {
			if (!clockSteps.mayOfferAgain()) return undefined;
			const from = action.from % handOut.all.length;
			const changes = handOut.all.slice(from, from + action.count);
			workers.offerAgain(changes, action.how);
			const ids = changes.map(({ customer }) => customer.id).join();
			return `old items of customers ${ids}, from ${runId}, come again without their run (${JSON.stringify(action.how)})`;
		}
		case 'deliver': {
			const waiting = action.reversed ? [...handOut.waiting].reverse() : handOut.waiting;
			const changes = waiting.slice(0, action.count);
			if (changes.length === 0) return undefined;
			if (!action.twice)
				handOut.waiting = handOut.waiting.filter((change) => !changes.includes(change));
			workers.deliver(runId, changes, action.finish);
			const ids = changes.map(({ customer }) => customer.id).join();
			return `customers ${ids} of ${runId} arrive at the upsert (finish: ${action.finish})`;
		}
	}
}
