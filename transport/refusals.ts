import type { Refused } from '../core/sync/refusal';
import { sentence, type Sentence } from './words/sentence';

/** A refusal of the database in words. */
export const sentenceOfRefusal = ({ code }: Refused): Sentence =>
	sentence(`The run was refused: ${code}`, 'See the status of the workspace.');
