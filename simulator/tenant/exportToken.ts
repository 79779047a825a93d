import { parseInstant, type Instant } from '../../core/instant';

/** Where an export stands: after which change, and, when it began at a date, which rows count at all. */
export interface Position {
	after: number;
	since?: Instant;
}

/** Where an export is told to begin. */
export interface Start extends Position {
	/** Of a token: when it was handed out, in milliseconds since 1970. */
	issuedAt?: number;
}

/**
 * The time in another notation than access tokens have it: nobody shall take a place for a piece of one.
 * @param now milliseconds since 1970
 */
export const writeToken = (stream: string, { after, since }: Position, now: number): string =>
	Buffer.from(JSON.stringify([stream, after, since, now.toString(36)])).toString('base64url');

/** @returns the place of a token of this stream or of a date; `undefined` for anything else */
export function readFrom(stream: string, from: string | undefined): Start | undefined {
	if (from === undefined) return { after: 0 };
	if (/^\d{4}-/.test(from)) {
		const since = parseInstant(from);
		return since === undefined ? undefined : { after: 0, since };
	}
	try {
		const [of, after, since, issuedAt = '0'] = JSON.parse(
			Buffer.from(from, 'base64url').toString(),
		);
		return of === stream && Number.isInteger(after)
			? { after, since: since ?? undefined, issuedAt: Number.parseInt(issuedAt, 36) }
			: undefined;
	} catch {
		return undefined;
	}
}
