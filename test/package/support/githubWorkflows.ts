/** A workflow of GitHub, as far as our rules look at it. */
export interface GithubWorkflow {
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

export interface Job {
	needs?: string | string[];
	permissions?: Record<string, string>;
	'continue-on-error'?: unknown;
	if?: string;
	/** Another workflow that does the job. */
	uses?: string;
	steps?: Step[];
}

export interface Step {
	uses?: string;
	run?: string;
	if?: string;
	with?: Record<string, unknown>;
	env?: Record<string, unknown>;
	'continue-on-error'?: unknown;
}

/** The only jobs that may do more than read the repository, each with all that it may. */
const MAY_MORE: Record<string, Record<string, string>> = {
	'publish.yml publish': { 'id-token': 'write' },
	'publish.yml release': { contents: 'write' },
};

const pinned = /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/;

/** @returns one sentence for each thing in a workflow that gives more away than it must, or that cannot fail */
export const workflowProblems = (file: string, workflow: GithubWorkflow): string[] =>
	Object.entries(workflow.jobs).flatMap(([name, job]) => {
		const place = `${file} ${name}`;
		return [
			...permissionProblems(place, { ...(job.permissions ?? workflow.permissions) }, workflow),
			...conditionProblems(place, job),
			...(job.steps ?? []).flatMap((step) => stepProblems(place, step)),
			...loneProblems(place, job),
		];
	});

function permissionProblems(
	place: string,
	given: Record<string, string>,
	{ permissions }: GithubWorkflow,
): string[] {
	const allowed = MAY_MORE[place] ?? { contents: 'read' };
	return [
		...(permissions ? [] : [`${place} gets whatever the repository's settings give`]),
		...Object.entries(given)
			.filter(([what, how]) => allowed[what] !== how)
			.map(([what, how]) => `${place} may ${how} ${what}, and need not`),
	];
}

const conditionProblems = (place: string, one: Job | Step): string[] => [
	...('continue-on-error' in one ? [`${place} goes on after a failure`] : []),
	...(/always\(\)|failure\(\)|cancelled\(\)/.test(one.if ?? '') && place in MAY_MORE
		? [`${place} runs although something failed`]
		: []),
];

function stepProblems(place: string, step: Step): string[] {
	const { uses = '', run = '' } = step;
	return [
		...conditionProblems(place, step),
		...(uses && !pinned.test(uses) ? [`${place} uses ${uses}, which others can change`] : []),
		...(uses.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false
			? [`${place} leaves the repository's token behind`]
			: []),
		// A branch or a title may hold shell.
		...(run.includes('${{') ? [`${place} puts an expression into a script`] : []),
	];
}

/** With the right to publish nobody else's code is run: no checkout, nothing installed. */
const loneProblems = (place: string, { steps = [] }: Job): string[] =>
	place in MAY_MORE
		? steps
				.filter(({ uses = '', run = '' }) =>
					/actions\/checkout|npm (ci|i|install|run|exec|test)\b|npx /.test(uses + run),
				)
				.map(({ uses, run }) => `${place} runs other code with its rights: ${uses ?? run}`)
		: [];

/** The jobs that have to be done before this one. */
export function before({ jobs }: GithubWorkflow, name: string): string[] {
	const direct = [jobs[name]?.needs ?? []].flat();
	return [...new Set(direct.flatMap((one) => [...before({ jobs }, one), one]))];
}
