import { OURS } from './sampleValues';
import type { World } from './world';

/** All that a world was asked, by anybody; tokens are n8n's own affair. */
export const requestsOf = ({ simulator, recorder }: World) => [
	...simulator.log.entries
		.filter(({ path }) => !path.endsWith('/connect/token'))
		.map(({ number, at, method, path, search, body }) => ({
			number: `ServiceTitan ${number}`,
			at: Date.parse(at),
			text: `${method} ${path}?${decodeURIComponent(search)} ${JSON.stringify(body) ?? ''}`,
		})),
	...recorder.requests.map(({ at, method, path, body }, place) => ({
		number: `Supabase ${place}`,
		at,
		text: `${method} ${path} ${JSON.stringify(body, withoutNotes) ?? ''}`,
	})),
];

/** Who asks, and what a run notes for itself. */
const NOTES = ['p_consumer', 'p_commit', 'p_backfill', 'p_progress'];

const withoutNotes = (name: string, value: unknown): unknown => {
	if (NOTES.includes(name)) return undefined;
	return name === 'p_age_seconds' ? `${Math.floor(Number(value) / 3600)} hours` : value;
};

const MADE_UP = new RegExp(
	`(?!${OURS})[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`,
	'g',
);

/** Moments, ids and the place in an export are others each time; those of the samples stay. */
export const comparable = (text: string): string =>
	text
		.replace(/\d{4}-\d\d-\d\dT(?!06:00:00)[\d:.]+(Z|[+-]\d\d:?\d\d)/g, '<moment>')
		.replace(/\bWyJ[\w=-]+/g, '<place>')
		.replace(MADE_UP, '<id>')
		.replace(/\b\d+ (minutes|seconds)\b/g, '<time>');

/** @returns what was asked from now on: each different request once, in the order of the alphabet */
export function askedSince(world: World): () => string[] {
	const before = new Set(requestsOf(world).map(({ number }) => number));
	return () => {
		const since = requestsOf(world).filter(({ number }) => !before.has(number));
		return [...new Set(since.map(({ text }) => comparable(text)))].sort();
	};
}
