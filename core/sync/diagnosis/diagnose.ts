import { clockChecks } from './clockCheck';
import { cursorChecks } from './cursorChecks';
import { databaseChecks } from './databaseChecks';
import { duplicateChecks } from './duplicateChecks';
import type { Check, Evidence } from './evidence';
import type { Item, Status } from './item';
import { rowChecks } from './rowChecks';
import { runChecks } from './runChecks';
import { scheduleChecks } from './scheduleChecks';
import { serviceTitanChecks } from './serviceTitanChecks';
import { counted } from './words';

/** In the order of the set-up: what comes first is needed for what comes later. */
const CHECKS: Check[] = [
	...databaseChecks,
	...serviceTitanChecks,
	...scheduleChecks,
	...runChecks,
	...cursorChecks,
	...rowChecks,
	...duplicateChecks,
	...clockChecks,
];

/** @returns the summary, then one item for each check; what a table shows first comes first */
export function diagnose(evidence: Evidence): Item[] {
	const items = CHECKS.map(({ check, name, judge }) => ({ name, ...judge(evidence), check }));
	return [summaryOf(items), ...items];
}

/** The worst first. */
const RANK: Status[] = ['problem', 'warning', 'unknown', 'ok'];

/** All of it in one sentence, with the first thing to do. */
function summaryOf(items: Item[]): Item {
	const worst = RANK.find((status) => items.some((item) => item.status === status)) ?? 'ok';
	const first = items.find(({ status }) => status === worst);
	const isWell = worst === 'ok' || !first;
	return {
		name: 'Summary',
		status: worst,
		found: isWell
			? `All ${items.length} checks are fine.`
			: `${countsOf(items)}. First: ${first.found}`,
		toDo: isWell ? '' : first.toDo,
		check: 'summary',
	};
}

function countsOf(items: Item[]): string {
	const number = (status: Status) => items.filter((item) => item.status === status).length;
	const parts: Array<[number, string, string]> = [
		[number('problem'), 'problem', 'problems'],
		[number('warning'), 'warning', 'warnings'],
		[number('unknown'), 'check that cannot be made', 'checks that cannot be made'],
		[number('ok'), 'check that is fine', 'checks that are fine'],
	];
	return parts
		.filter(([count]) => count > 0)
		.map(([count, one, many]) => counted(count, one, many))
		.join(', ');
}
