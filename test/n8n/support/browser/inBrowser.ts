import { browserPresent } from '../../../../demo/pictures/browser';

const there = browserPresent() || process.env.CI === 'true';

/**
 * `describe` for what needs a browser. Where there is none it is left out and named; in CI, where everything must
 * run, it fails.
 */
export function inBrowser(story: string, tests: () => void): void {
	if (!there) console.log(`Not run, because there is no chromium here: ${story}`);
	const describing = there ? describe : describe.skip;
	describing(story, tests);
}
