import { ended } from '../ended';
import { inUtc } from '../inUtc';
import { earliest, parseInstant, type Instant } from '../instant';

/** Where a person wants the cursor. */
export interface MoveAsked {
	/** The cursor as it is kept: ISO 8601, or whatever a person typed; `null` where there is none. */
	from: string | null;
	to: Instant;
	/** By the database. */
	now: Instant;
}

export interface Move {
	/** `null` where there is none, or none that can be read. */
	from: Instant | null;
	to: Instant;
	/** `first`: there was no cursor to move from. */
	direction: 'forward' | 'backward' | 'nowhere' | 'first';
	/** Whether it was to lie in the future. */
	broughtToNow: boolean;
	/** What is skipped or read again: modified from the first moment on, before the second; `null` where nothing is. */
	between: { from: Instant; before: Instant } | null;
}

/** Where the cursor goes and what that skips or repeats. One in the future would skip what changes until then. */
export function planMove({ from: kept, to: asked, now }: MoveAsked): Move {
	const from = (kept === null ? undefined : parseInstant(kept)) ?? null;
	const to = earliest(asked, now);
	const broughtToNow = asked > now;
	if (from === null) return { from, to, direction: 'first', broughtToNow, between: null };
	if (from === to) return { from, to, direction: 'nowhere', broughtToNow, between: null };
	return from < to
		? { from, to, direction: 'forward', broughtToNow, between: { from, before: to } }
		: { from, to, direction: 'backward', broughtToNow, between: { from: to, before: from } };
}

/** The customers between the two cursors, as ServiceTitan counts them. */
export interface Between {
	/** `null` where it gave no total. */
	total: number | null;
	/** The first of them. */
	some: Array<{ id: number; name: string | null }>;
}

export interface MoveTold extends Move {
	/** What ServiceTitan says; or why it says nothing, in words; `null` where nobody had to ask. */
	counted: Between | { unknown: string } | null;
	/** Whether a run goes on. */
	running: boolean;
	/** False: it is only shown what a move would do. */
	done: boolean;
}

/** What a move of the cursor means, for the person who asks for it. */
export function sentenceOfMove(told: MoveTold): string {
	const { from, to, broughtToNow, running, done } = told;
	const way = `${from === null ? '' : `from ${inUtc(from)} `}to ${inUtc(to)}`;
	return [
		`The cursor ${done ? 'was' : 'would be'} moved ${way}.`,
		broughtToNow
			? 'That is now: a cursor in the future would skip what changes until then.'
			: undefined,
		consequence(told),
		running
			? 'A run is going on: it ends as it began and leaves the new cursor alone; the run after it obeys it.'
			: undefined,
		done ? undefined : 'Nothing was changed. To do it, switch Dry Run off.',
	]
		.filter((part) => part !== undefined)
		.join(' ');
}

function consequence(told: MoveTold): string {
	switch (told.direction) {
		case 'forward':
			// The place in the stream of contact methods stays where it is.
			return `${whoIs('skipped by the incremental sync', told)} Changed phone numbers and e-mails still arrive, with their customers. Whoever is skipped arrives with the next change, or by ServiceTitan Sync → Run Reconciliation.`;
		case 'backward':
			return `${whoIs('read again', told)} That does no harm: contacts that are right already are not written.`;
		case 'nowhere':
			return 'That is where it stands already; what was planned for a backlog is read anew.';
		case 'first':
			return `There was no cursor that can be read. The next run reads what changed since ${inUtc(told.to)}.`;
	}
}

function whoIs(treated: string, { counted, done }: MoveTold): string {
	const are = (count: number | null) => (done ? (count === 1 ? 'is' : 'are') : 'would be');
	const all = `The customers that changed in between ${are(null)} ${treated}`;
	if (counted === null) return `${all}.`;
	if ('unknown' in counted)
		return `${all}; how many they are could not be asked: ${ended(counted.unknown)}`;
	const { total } = counted;
	if (total === 0) return `No customer changed in between: nobody ${are(1)} ${treated}.`;
	if (total === null)
		return `${all}; ServiceTitan does not say how many they are${namesOf(counted)}.`;
	const customers = total === 1 ? '1 customer' : `${total} customers`;
	return `${customers} changed in between and ${are(total)} ${treated}${namesOf(counted)}.`;
}

function namesOf({ total, some }: Between): string {
	if (some.length === 0) return '';
	const named = some.map(({ id, name }) => (name ? `${name} (${id})` : String(id)));
	const others = total === null || total > some.length ? ' and others' : '';
	return `: ${named.join(', ')}${others}`;
}
