import { basename, relative } from 'node:path';

import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
	determineHitLimitReached,
	DryRunStatus,
	TestStatus,
	toMutantRunResult,
} from '@stryker-mutator/api/test-runner';

import { bundledTests } from './bundled.mjs';
import { runFile } from './circus.mjs';

/** Where the instrumented code looks which mutant is active, and notes which ones a test came by. */
const instrumented = (globalThis.__stryker__ ??= {});

/**
 * Runs the tests for Stryker. Its own runner for Jest starts Jest anew for every mutant and cannot stop at the
 * first test that fails: two seconds a mutant instead of some hundredths.
 */
class Runner {
	capabilities() {
		return { reloadEnvironment: true };
	}

	async init() {
		this.root = process.cwd();
		this.files = await bundledTests(this.root);
	}

	async dryRun({ files }) {
		const results = [];
		const onStart = (id) => (instrumented.currentTestId = id);
		const sources = files?.map((file) => relative(this.root, file));
		for (const file of this.files.filter((test) => !sources || sources.some(judgedBy(test)))) {
			instrumented.currentTestId = undefined;
			results.push(...(await runFile(file, { onStart })));
		}
		instrumented.currentTestId = undefined;
		return { ...complete(results), mutantCoverage: instrumented.mutantCoverage };
	}

	async mutantRun({ activeMutant, testFilter, sandboxFileName, hitLimit, disableBail }) {
		Object.assign(instrumented, { activeMutant: activeMutant.id, hitLimit });
		instrumented.hitCount = hitLimit === undefined ? undefined : 0;
		const wanted = testFilter && new Set(testFilter);
		const results = [];
		for (const file of this.filesFor(relative(this.root, sandboxFileName), testFilter)) {
			results.push(...(await runFile(file, { wanted, bail: !disableBail })));
			if (!disableBail && results.some(({ passed }) => !passed)) break;
		}
		const endless = determineHitLimitReached(instrumented.hitCount, instrumented.hitLimit);
		return toMutantRunResult(endless ?? complete(results), disableBail);
	}

	/** The test files that can notice a mutant, the one that is named like its file first: it most likely does. */
	filesFor(source, testFilter) {
		const named = `${basename(source, '.ts')}.test.ts`;
		return this.files
			.filter((test) => judgedBy(test)(source))
			.filter(({ name }) => !testFilter || testFilter.some((id) => id.startsWith(`${name}: `)))
			.sort((a, b) => Number(basename(b.name) === named) - Number(basename(a.name) === named));
	}
}

/** What core/ promises is said in test/core, not by the way in a story of test/sync. */
const judgedBy =
	({ name, sources }) =>
	(source) =>
		sources.has(source) && name.startsWith(`test/${source.split('/')[0]}/`);

const complete = (results) => ({
	status: DryRunStatus.Complete,
	tests: results.map(({ id, passed, failure, ms }) => ({
		id,
		name: id,
		timeSpentMs: ms,
		...(passed
			? { status: TestStatus.Success }
			: { status: TestStatus.Failed, failureMessage: failure }),
	})),
});

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', Runner)];
