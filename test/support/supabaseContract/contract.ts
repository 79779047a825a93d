import { batchStories } from './batches';
import { backfillingStories } from './backfilling';
import { claimingStories } from './claiming';
import { comparingStories } from './comparing';
import { failingStories } from './failing';
import { finishingStories } from './finishing';
import { linkingStories } from './linking';
import type { Subject } from './subject';
import { writingStories } from './writing';

/** What every Supabase of the tests must do alike, in memory or for real. */
export const contractStories = (subject: () => Subject): void => {
	claimingStories(subject);
	backfillingStories(subject);
	finishingStories(subject);
	failingStories(subject);
	writingStories(subject);
	linkingStories(subject);
	batchStories(subject);
	comparingStories(subject);
};
