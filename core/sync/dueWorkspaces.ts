import { secondsBefore, type Instant } from '../instant';
import { BusinessHoursUnreadable, isOpen, type BusinessHoursInput } from './businessHours';

/** A workspace as far as it tells whether its turn has come. */
export interface Turn {
	workspaceId: string;
	tenantId: string | null;
	/** The workflow that runs it; `null` where none was named. */
	workflowId: string | null;
	/** Whether a Trigger node reads it: then nobody has to run it. */
	hasTrigger: boolean;
	enabled: boolean;
	/** Whether a run goes on whose lease is alive. */
	busy: boolean;
	timezone: string | null;
	/** As it stands in the database, where people edit it; `null`: all day. */
	businessHours: unknown;
	lastStartedAt: Instant | null;
	/** Of the run that started last: running, completed, completed_with_failures or failed. */
	lastStatus: string | null;
	/** When it was last given to its workflow, whether a run came of it or not. */
	dispatchedAt: Instant | null;
}

export interface Asked {
	now: Instant;
	/** How long after the start of one run the next is due. */
	intervalMinutes: number;
	/** Where hours are set and no time zone is. */
	timezone: string;
	/** How many are wanted at most: to tell whether hundreds are open takes a while. */
	atMost: number;
}

export interface Due {
	turn: Turn & { workflowId: string };
	/** `null` before the first run. */
	dueSince: Instant | null;
	/** What came of the last turn; `notStarted`: it was given away, and no run came of it. */
	lastTurn: 'completed' | 'failed' | 'notStarted' | null;
	lastTurnAt: Instant | null;
}

export interface DueWorkspaces {
	/** Longest waiting first. */
	due: Due[];
	/** Switched on, and neither a Trigger nor a workflow runs them: nobody would notice. */
	forgotten: string[];
	/** Whose hours cannot be read, and why. They count as open: runs at night do no harm, no runs at all do. */
	unreadable: Array<{ workspaceId: string; reason: string }>;
}

/**
 * Whose turn it is. A turn counts from the last start or from the last time it was given away, whichever is later: so
 * a workspace that was given away goes to the end of the line even if no run came of it, and comes round again.
 */
export function dueWorkspaces(turns: Turn[], asked: Asked): DueWorkspaces {
	const enabled = turns.filter((turn) => turn.enabled);
	const line = enabled
		.filter(isDispatched)
		.filter((turn) => !turn.busy && isItsTime(turn, asked))
		.sort(longestWaitingFirst);
	const due: Due[] = [];
	const unreadable: DueWorkspaces['unreadable'] = [];
	for (const turn of line) {
		if (due.length >= asked.atMost) break;
		const hours = hoursNow(turn, asked);
		if (hours !== 'closed') due.push(dueOf(turn, asked));
		if (typeof hours === 'object')
			unreadable.push({ workspaceId: turn.workspaceId, reason: hours.unreadable });
	}
	const forgotten = enabled.filter((turn) => !isDispatched(turn) && !turn.hasTrigger);
	return { due, forgotten: forgotten.map(({ workspaceId }) => workspaceId), unreadable };
}

const isDispatched = (turn: Turn): turn is Due['turn'] => turn.workflowId !== null;

const dueOf = (turn: Due['turn'], asked: Asked): Due => ({
	turn,
	dueSince: dueSince(turn, asked),
	lastTurn: lastTurn(turn),
	lastTurnAt: lastTurnAt(turn),
});

const lastTurnAt = ({ lastStartedAt, dispatchedAt }: Turn): Instant | null =>
	[lastStartedAt, dispatchedAt].reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b));

function lastTurn(turn: Turn): Due['lastTurn'] {
	const at = lastTurnAt(turn);
	if (at === null) return null;
	if (at !== turn.lastStartedAt) return 'notStarted';
	return turn.lastStatus?.startsWith('completed') ? 'completed' : 'failed';
}

function dueSince(turn: Turn, { intervalMinutes }: Asked): Instant | null {
	const last = lastTurnAt(turn);
	return last && secondsBefore(last, -60 * intervalMinutes);
}

const isItsTime = (turn: Turn, asked: Asked): boolean =>
	(dueSince(turn, asked) ?? asked.now) <= asked.now;

function hoursNow(
	{ businessHours, timezone }: Turn,
	asked: Asked,
): 'open' | 'closed' | { unreadable: string } {
	if (businessHours === null || businessHours === undefined) return 'open';
	const hours = businessHours as BusinessHoursInput;
	const zone = hours.timezone || timezone || asked.timezone;
	try {
		return isOpen({ ...hours, timezone: zone }, asked.now) ? 'open' : 'closed';
	} catch (failure) {
		if (failure instanceof BusinessHoursUnreadable) return { unreadable: failure.message };
		throw failure instanceof Error ? failure : new Error(String(failure));
	}
}

/** Instants compare as text; of two that wait equally long, the one whose id comes first. */
function longestWaitingFirst(a: Turn, b: Turn): number {
	const key = (turn: Turn): string => `${lastTurnAt(turn) ?? ''} ${turn.workspaceId}`;
	return key(a) < key(b) ? -1 : 1;
}
