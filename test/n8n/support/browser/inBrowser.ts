import { browserPresent } from '../../../../demo/pictures/browser';

/**
 * `describe` for what needs a browser. Where there is none the tests are left out by their names; in CI they fail,
 * for there they must not be missing unnoticed.
 */
export const inBrowser =
	browserPresent() || process.env.CI === 'true' ? describe : (describe.skip as typeof describe);
