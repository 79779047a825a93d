/**
 * What came of a part: how many tests passed, failed, were skipped, and, where it was not run, why.
 * Every way of a suite to break counts as at least one failure, so that silence is never success.
 */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

export const failure = (reason) => ({ ...nothing, failed: 1, reason });

export const notRun = (reason) => ({ ...nothing, notRun: reason });

/** @param parts outcomes of parts  @returns their sums */
export const sum = (parts) =>
	parts.reduce(
		(total, part) => ({
			passed: total.passed + part.passed,
			failed: total.failed + part.failed,
			skipped: total.skipped + part.skipped,
		}),
		nothing,
	);

/**
 * @param report  what `jest --json` wrote; `undefined` when it wrote nothing
 * @param code  jest's exit code
 */
export function tallyOfJest(report, code) {
	if (!report) return failure(`jest ended with code ${code} and left no report`);
	const crashed = report.numRuntimeErrorTestSuites;
	const counted = {
		passed: report.numPassedTests,
		failed: report.numFailedTests + crashed,
		skipped: report.numPendingTests + report.numTodoTests,
	};
	if (crashed > 0) counted.reason = `${crashed} test file(s) could not be run at all`;
	return withoutSilence(counted, code);
}

/**
 * @param output  what `npm start -- --once --json` printed; its last line is the result
 * @param code  its exit code
 */
export function tallyOfDemo(output, code) {
	const result = lastLineAsJson(output);
	if (!Array.isArray(result?.steps)) {
		return failure(`the demo ended with code ${code} and printed no result`);
	}
	const failed = result.steps.filter((step) => step.ok === false).length;
	const counted = { ...nothing, passed: result.steps.length - failed, failed };
	return withoutSilence(counted, result.ok === true ? code : code || 1);
}

function withoutSilence(counted, code) {
	if (counted.failed > 0) return counted;
	if (code !== 0) return { ...counted, failed: 1, reason: `it ended with code ${code}` };
	if (counted.passed === 0) return { ...counted, failed: 1, reason: 'it held no test at all' };
	return counted;
}

function lastLineAsJson(output) {
	try {
		return JSON.parse(output.trimEnd().split('\n').at(-1));
	} catch {
		return undefined;
	}
}

/**
 * Adds the parts up. A part that was not run is skipped, or failed where everything must run (CI).
 * A run in which nothing passed has failed.
 */
export function verdict(outcomes, { everythingMustRun }) {
	const missing = outcomes.filter((outcome) => outcome.notRun).length;
	const { passed, failed, skipped } = sum(outcomes);
	if (everythingMustRun && missing > 0) return { passed, failed: failed + missing, skipped };
	return { passed, failed: failed || (passed === 0 ? 1 : 0), skipped: skipped + missing };
}

/** The last line of `npm test`, of `npm run lint` and of `.ci/run`. */
export const lastLine = ({ passed, failed, skipped }) =>
	`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
