import { credentials } from './credentials';
import { cursorBehind } from './cursorBehind';
import { duplicates } from './duplicates';
import type { HealthFacts, Surroundings, Thresholds } from './facts';
import type { Finding, Judge } from './finding';
import { manyChanges } from './manyChanges';
import { rowsFailing } from './rowsFailing';
import { runFailed } from './runFailed';
import { silence } from './silence';
import { stuck } from './stuck';
import { switchedOff } from './switchedOff';

const judges: Judge[] = [
	switchedOff,
	silence,
	stuck,
	runFailed,
	rowsFailing,
	manyChanges,
	cursorBehind,
	credentials,
	duplicates,
];

/** All that can be said of a workspace's health at one moment, wrong or right. */
export const judgeHealth = (
	facts: HealthFacts,
	around: Surroundings,
	thresholds: Thresholds,
): Finding[] =>
	judges
		.map((judge) => judge(facts, around, thresholds))
		.filter((finding): finding is Finding => finding !== null);
