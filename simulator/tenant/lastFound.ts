import type { Row, Version } from './table';

/** What the last filter found: the next page of the same question, with nothing changed between, need not search again. */
export class LastFound<R extends Row> {
	private question = '';
	private found: ReadonlyArray<Version<R>> = [];

	/** @param question everything the answer depends on */
	search(question: string, find: () => ReadonlyArray<Version<R>>): ReadonlyArray<Version<R>> {
		if (question === this.question) return this.found;
		this.found = find();
		this.question = question;
		return this.found;
	}
}
