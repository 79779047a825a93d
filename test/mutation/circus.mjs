import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const circus = require('jest-circus');
const { jestExpect } = require('@jest/expect');

const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach });
globalThis.expect = jestExpect;

const TEST_TIMEOUT_MS = 60_000;

/** What is being run: set by `runFile`, asked by the handler below. */
let current;

circus.addEventHandler((event) => {
	if (event.name === 'test_start') {
		const { wanted, bail, failed, onStart } = current;
		const id = idOf(current.name, pathOf(event.test));
		if ((bail && failed) || (wanted && !wanted.has(id))) event.test.mode = 'skip';
		else onStart(id);
	}
	if (event.name === 'test_done' && event.test.errors.length > 0) current.failed = true;
});

const idOf = (name, path) => `${name}: ${path.join(' ')}`;

function pathOf(test) {
	const path = [];
	for (let at = test; at.parent; at = at.parent) path.unshift(at.name);
	return path;
}

/**
 * Runs a bundled test file with Jest's own runner, in this process.
 * @param options.wanted  ids of the tests to run; all where absent
 * @param options.bail  stop at the first test that fails
 * @param options.onStart  is told the id of each test that is run
 * @returns `{ id, passed, failure, ms }` of each test that was run; a file that broke counts as a test that failed
 */
export async function runFile({ name, evaluate }, { wanted, bail = false, onStart = () => {} }) {
	circus.resetState();
	circus.getState().testTimeout = TEST_TIMEOUT_MS;
	current = { name, wanted, bail, onStart, failed: false };
	try {
		evaluate();
	} catch (failure) {
		return [broken(name, failure)];
	}
	const { testResults, unhandledErrors } = await circus.run();
	const results = testResults
		.filter(({ status }) => status !== 'skip' && status !== 'todo')
		.map(({ testPath, errors, duration }) => ({
			id: idOf(name, testPath.slice(1)),
			passed: errors.length === 0,
			failure: errors.join('\n'),
			ms: duration ?? 0,
		}));
	return unhandledErrors.length > 0
		? [...results, broken(name, unhandledErrors.join('\n'))]
		: results;
}

const broken = (name, failure) => ({
	id: `${name}: can be run`,
	passed: false,
	failure: String(failure),
	ms: 0,
});
