/** What the bundles see in place of `globalThis`: nothing, so that they can feel out no environment. */
export const host = {};
