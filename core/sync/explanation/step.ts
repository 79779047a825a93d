import type { Known } from './evidence';

/** The reason in one word, for workflows that branch on it. */
export const VERDICTS = {
	inContacts: 'It is in contacts, as ServiceTitan has it.',
	different: 'It is in contacts, but not as ServiceTitan has it.',
	duplicates: 'Several contacts stand for it.',
	unknownCustomer: 'ServiceTitan does not know it.',
	unreadable: 'ServiceTitan sends it in a form that cannot be read.',
	merged: 'It was merged into another customer.',
	inactive: 'It is deactivated, and nothing is left to reach it by.',
	noContactMethods: 'It has neither phone nor e-mail.',
	conflict: 'Another row is in its way.',
	failed: 'It could not be written.',
	newerStored: 'What is stored claims to be newer.',
	awaited: 'It is on its way through a workflow.',
	neverWritten: 'It was handed to a workflow and never came back.',
	syncOff: 'The sync is switched off.',
	cursorUnreadable: 'The cursor is none.',
	notReadYet: 'The next run reads it.',
	initialSyncMissing: 'The initial sync has not been done.',
	readNotWritten: 'A run has read it and left it out.',
	beforeCursor: 'It changed before the cursor, and no run has brought it.',
	possibleTwin: 'A contact typed in by hand may be the same person.',
	missing: 'It is not in contacts, and nothing says why.',
	unknown: 'What is needed to tell could not be asked.',
	several: 'Several customers fit.',
	typedIn: 'The contact was typed in by hand and belongs to no customer.',
	notFound: 'Nobody fits.',
} as const;

export type Verdict = keyof typeof VERDICTS;
export type Status = 'ok' | 'warning' | 'problem' | 'unknown';

/** What one question came to. */
export interface Judged {
	status: Status;
	found: string;
	/** Empty where there is nothing to do. */
	toDo: string;
	/** What it would be called if this were the reason. */
	verdict?: Verdict;
}

export interface Step {
	step: number;
	name: string;
	status: Status;
	found: string;
	toDo: string;
}

export const ok = (found: string): Judged => ({ status: 'ok', found, toDo: '' });

export const warning = (found: string, toDo: string, verdict?: Verdict): Judged => ({
	status: 'warning',
	found,
	toDo,
	verdict,
});

export const problem = (found: string, toDo: string, verdict?: Verdict): Judged => ({
	status: 'problem',
	found,
	toDo,
	verdict,
});

/** Judges what is known; what is not says why. */
export const judge = <T>(asked: Known<T>, judgement: (known: T) => Judged): Judged =>
	'known' in asked ? judgement(asked.known) : { status: 'unknown', ...asked.unknown };

export const SYNC_IT_NOW = 'run this again with Sync It Now';
