import { parse } from 'yaml';

import { files, read } from './support/checkout';
import { before, workflowProblems, type GithubWorkflow } from './support/githubWorkflows';

const folder = '.github/workflows/';
const paths = files().filter((path) => path.startsWith(folder));
const workflow = (name: string) => parse(read(folder + name)) as GithubWorkflow;
const scriptsOf = ({ jobs }: GithubWorkflow, job: string): string =>
	(jobs[job]?.steps ?? []).map(({ run }) => run ?? '').join('\n');

it('there are one that checks and one that publishes', () => {
	expect(paths).toEqual([`${folder}ci.yml`, `${folder}publish.yml`]);
});

it.each(paths)(
	'%s gives no right away that it does not need, and cannot pass by itself',
	(path) => {
		const name = path.slice(folder.length);
		expect(workflowProblems(name, workflow(name))).toEqual([]);
	},
);

it.each(paths)('%s says beside each action which version it is', (path) => {
	const used = read(path)
		.split('\n')
		.filter((line) => /uses: actions\//.test(line));
	expect(used.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
	expect(used).not.toEqual([]);
});

describe('CI', () => {
	it('runs everything that must hold, on each push to main, each pull request, and when asked', () => {
		const ci = workflow('ci.yml') as GithubWorkflow & { on: Record<string, unknown> };
		expect(scriptsOf(ci, 'everything').split('\n')).toContain('.ci/run');
		expect(Object.keys(ci.on)).toEqual(['push', 'pull_request', 'workflow_call']);
	});

	it('never waits for the workflow that calls it', () => {
		// Called, `github.workflow` is the caller's name: two equal groups would end each other.
		const groups = ['ci.yml', 'publish.yml'].map(
			(name) => (workflow(name) as unknown as { concurrency: { group: string } }).concurrency.group,
		);
		expect(groups).toEqual(['ci-${{ github.ref }}', 'publish']);
	});
});

describe('publishing', () => {
	const publish = workflow('publish.yml');
	const steps = Object.keys(publish.jobs).map((job) => [job, scriptsOf(publish, job)] as const);
	const jobsThat = (pattern: RegExp) =>
		steps.filter(([, script]) => pattern.test(script)).map(([job]) => job);

	it('begins with a tag', () => {
		expect(publish).toMatchObject({ on: { push: { tags: ['*.*.*'] } } });
		expect(Object.keys((publish as unknown as { on: object }).on)).toEqual(['push']);
	});

	it('refuses a tag that package.json or the changelog does not know, before anything else', () => {
		expect(scriptsOf(publish, 'agree')).toContain('node release/check.cjs "$GITHUB_REF_NAME"');
		for (const job of Object.keys(publish.jobs).filter((name) => name !== 'agree'))
			expect([job, before(publish, job)[0]]).toEqual([job, 'agree']);
	});

	it('publishes once, with provenance, after everything that must hold', () => {
		expect(jobsThat(/npm publish/)).toEqual(['publish']);
		expect(scriptsOf(publish, 'publish')).toContain(
			'npm publish ./*.tgz --provenance --access public',
		);
		expect(publish.jobs.everything?.uses).toBe('./.github/workflows/ci.yml');
		expect(before(publish, 'publish')).toEqual(['agree', 'everything', 'pack']);
	});

	it('shows the packed file on GitHub, with what the changelog says, once it is published', () => {
		expect(scriptsOf(publish, 'pack')).toContain('node release/notes.cjs > notes.md');
		expect(jobsThat(/gh release create .*\.tgz[^]*--notes-file notes\.md/)).toEqual(['release']);
		expect(before(publish, 'release')).toContain('publish');
	});
});

describe('the rules find', () => {
	const step = (more: object) => ({ jobs: { publish: { steps: [more] } }, permissions: {} });
	const sha = 'a'.repeat(40);

	it.each<[story: string, workflow: GithubWorkflow, problem: RegExp]>([
		['no word of permissions', { jobs: { a: {} } }, /whatever the repository's settings give/],
		[
			'a right too many',
			{ permissions: { contents: 'write' }, jobs: { a: {} } },
			/may write contents, and need not/,
		],
		[
			'publishing that may also write the repository',
			{
				permissions: {},
				jobs: { publish: { permissions: { 'id-token': 'write', contents: 'write' } } },
			},
			/may write contents/,
		],
		['an action by its tag', step({ uses: 'actions/cache@v5' }), /which others can change/],
		[
			'code of the repository where publishing is allowed',
			step({ uses: `actions/checkout@${sha}`, with: { 'persist-credentials': false } }),
			/runs other code with its rights/,
		],
		['packages where publishing is allowed', step({ run: 'npm ci' }), /runs other code/],
		[
			'a script that a branch name could write',
			step({ run: 'echo ${{ github.head_ref }}' }),
			/puts an expression into a script/,
		],
		[
			'a step that may fail',
			step({ run: 'a', 'continue-on-error': 'x' }),
			/goes on after a failure/,
		],
		['publishing whatever happened', step({ run: 'a', if: 'always()' }), /although something/],
	])('%s', (_story, planted, problem) => {
		expect(workflowProblems('publish.yml', planted)).toEqual([expect.stringMatching(problem)]);
	});

	it("the repository's token left behind", () => {
		const checkout = { steps: [{ uses: `actions/checkout@${sha}` }] };
		expect(workflowProblems('ci.yml', { permissions: {}, jobs: { a: checkout } })).toEqual([
			"ci.yml a leaves the repository's token behind",
		]);
	});
});
