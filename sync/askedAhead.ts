/**
 * A call that may be sent before its turn, so that it is on its way beside others: at most one, at most once.
 * Whoever asks for something else in its turn gets that asked for, and nothing is lost but a call.
 */
export class AskedAhead<Place, Reply> {
	private ahead: { place: Place; reply: Promise<Reply> } | undefined;
	private isSpent = false;

	constructor(private readonly send: (place: Place) => Promise<Reply>) {}

	/** Sends it now. What it fails with is met by who asks for it, if anybody does. */
	begin(place: Place): void {
		if (this.isSpent) return;
		this.isSpent = true;
		this.ahead = { place, reply: this.send(place) };
		this.ahead.reply.catch(() => undefined);
	}

	async ask(place: Place): Promise<Reply> {
		const { ahead } = this;
		this.isSpent = true;
		this.ahead = undefined;
		return await (ahead?.place === place ? ahead.reply : this.send(place));
	}
}
