/** How a check came out; `unknown`: what it takes to tell could not be had. */
export type Status = 'ok' | 'warning' | 'problem' | 'unknown';

/** One check and what came of it, for a person who never saw the machinery. */
export interface Item {
	/** The check in words. */
	name: string;
	status: Status;
	/** What was found, in whole sentences. */
	found: string;
	/** What to do about it; empty where nothing is to be done. */
	toDo: string;
	/** The same as the name, but stable: workflows may filter by it. */
	check: string;
}

export type Judgement = Pick<Item, 'status' | 'found' | 'toDo'>;

export const ok = (found: string): Judgement => ({ status: 'ok', found, toDo: '' });

export const warning = (found: string, toDo: string): Judgement => ({
	status: 'warning',
	found,
	toDo,
});

export const problem = (found: string, toDo: string): Judgement => ({
	status: 'problem',
	found,
	toDo,
});

export const unknown = (found: string, toDo = ''): Judgement => ({
	status: 'unknown',
	found,
	toDo,
});
