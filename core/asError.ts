/** Whatever was thrown, as something that may be thrown on. */
export const asError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));
