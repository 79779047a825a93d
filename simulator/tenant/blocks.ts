import type { Instant } from '../../core/instant';
import type { Row, Version } from './table';

/** So many changes are one block. */
const SIZE = 1024;

/** Whether a version is late enough to matter, by when it was modified and when it was written (ms since 1970). */
export type IsLate = (modifiedOn: Instant, writtenAt: number) => boolean;

/**
 * The latest times in each stretch of a table's changes. Who looks for late versions in the order of changes passes
 * over the stretches that have none: a million old rows are a thousand steps. Versions that were replaced since still
 * count, so a block promises too much at times and never too little.
 */
export class Blocks {
	private readonly latest: Array<{ modifiedOn: Instant; writtenAt: number }> = [];

	/** Notes one version more; changes come one after the other. */
	note<R extends Row>({ change, row: { modifiedOn }, writtenAt }: Version<R>): void {
		const index = blockOf(change);
		const block = (this.latest[index] ??= { modifiedOn, writtenAt });
		if (modifiedOn > block.modifiedOn) block.modifiedOn = modifiedOn;
		if (writtenAt > block.writtenAt) block.writtenAt = writtenAt;
	}

	/**
	 * @param change where to begin to look
	 * @returns that change or one after it, before which there is nothing late; infinity where there is nothing at all
	 */
	firstLate(change: number, isLate: IsLate): number {
		for (let index = blockOf(change); index < this.latest.length; index += 1) {
			const block = this.latest[index];
			if (block && isLate(block.modifiedOn, block.writtenAt)) return Math.max(change, index * SIZE);
		}
		return Number.POSITIVE_INFINITY;
	}
}

const blockOf = (change: number): number => Math.floor(change / SIZE);
