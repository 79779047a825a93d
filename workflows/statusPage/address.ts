import { PERIODS, type Period } from './columns';

/** What the address of the page asks for. */
export interface Query {
	/** Empty: all of them. */
	workspace: string;
	period: Period;
	/** Seconds after which the browser loads it anew; 0: never. */
	refresh: number;
}

export function queryIn(given: Record<string, unknown>): Query {
	const seconds = Math.trunc(Number(given.refresh));
	return {
		workspace: typeof given.workspace === 'string' ? given.workspace.trim() : '',
		period: PERIODS.find((period) => period === given.period) ?? 'week',
		refresh: seconds > 0 ? Math.max(15, seconds) : 0,
	};
}

/** The same page with something else asked for. */
export function addressOf({ workspace, period, refresh }: Query): string {
	const wanted = [
		workspace === '' ? '' : `workspace=${encodeURIComponent(workspace)}`,
		`period=${period}`,
		refresh > 0 ? `refresh=${refresh}` : '',
	];
	return `?${wanted.filter(Boolean).join('&')}`;
}
