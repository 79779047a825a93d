import type { ICredentialDataDecryptedObject, ICredentialsDecrypted } from 'n8n-workflow';

import type { Clock } from '../sync/ports';
import type { N8nContext } from './http';

/** Shorter than renewed tokens are shared (tokenShare.ts), so that whoever still has the old one gets the new one. */
const GOOD_FOR_MS = 30_000;

interface Kept {
	data: Promise<ICredentialDataDecryptedObject>;
	at: number;
}

/**
 * A node's credential as n8n decrypted it, for many requests: n8n itself reads and decrypts it for each, several
 * milliseconds every time. It is read again now and then, so that a token somebody else renewed, and a key that a
 * person corrected, reach a run that goes on for hours.
 */
export class KeptCredential {
	private kept: Kept | undefined;

	constructor(
		private readonly context: N8nContext,
		private readonly name: string,
		private readonly clock: Pick<Clock, 'now'>,
	) {}

	/** All its fields. */
	async read(): Promise<ICredentialDataDecryptedObject> {
		return await this.current().data;
	}

	/**
	 * Lends it to one request, in the form n8n takes. n8n writes a token it renewed into what it was lent: that is a
	 * copy, since of requests side by side each has to say which token it was refused with. The next request gets it.
	 */
	async lend<T>(send: (credential: ICredentialsDecrypted) => Promise<T>): Promise<T> {
		const kept = this.current();
		const data = await kept.data;
		const lent = { ...data };
		// n8n takes the data alone: which credential it is, it knows from the node.
		return await send({ id: '', name: this.name, type: this.name, data: lent }).finally(() =>
			this.keepRenewed(kept, data, lent),
		);
	}

	private current(): Kept {
		const now = this.clock.now();
		if (this.kept && Math.abs(now - this.kept.at) < GOOD_FOR_MS) return this.kept;
		const kept = { data: this.decrypted(), at: now };
		// One that could not be read is asked for anew; whoever waits for this one hears of it.
		kept.data.catch(() => {
			if (this.kept === kept) this.kept = undefined;
		});
		this.kept = kept;
		return kept;
	}

	/** Unless it was read again meanwhile: what n8n has stored counts more. */
	private keepRenewed(
		kept: Kept,
		before: ICredentialDataDecryptedObject,
		after: ICredentialDataDecryptedObject,
	): void {
		const isRenewed = Object.keys(after).some((field) => after[field] !== before[field]);
		if (isRenewed && this.kept === kept) this.kept = { ...kept, data: Promise.resolve(after) };
	}

	private async decrypted(): Promise<ICredentialDataDecryptedObject> {
		return await this.context.getCredentials<ICredentialDataDecryptedObject>(this.name);
	}
}
