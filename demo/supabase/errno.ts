/** The system's code of a failed call, e.g. EEXIST, or undefined when it is another kind of failure. */
export function errnoOf(failure: unknown): string | undefined {
	if (!(failure instanceof Error) || !('code' in failure)) return undefined;
	return typeof failure.code === 'string' ? failure.code : undefined;
}
