/** A run that was ended between two pages on purpose: by a person, or by the time limit of its workflow. */
export class Stopped extends Error {
	/** @param howFar  what was done until then, one sentence for people */
	constructor(readonly howFar: string) {
		super(`Stopped by a person or by the time limit of the workflow. ${howFar}`);
		this.name = 'Stopped';
	}
}
