/**
 * The same values in the same order, the next one fetched while this one is worked on. One ahead and no more: memory
 * holds two. Whoever stops early lets the source end too.
 */
export async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
	let next = begun(source);
	try {
		for (;;) {
			const { value, done } = await next;
			if (done) return;
			next = begun(source);
			yield value;
		}
	} finally {
		// Waits for what is under way; what it fails with then matters to nobody any more.
		await next.catch(() => undefined);
		await source.return(undefined);
	}
}

/** A failure is met by the next await; until then it must not count as unhandled. */
function begun<T>(source: AsyncGenerator<T>): Promise<IteratorResult<T>> {
	const next = source.next();
	next.catch(() => undefined);
	return next;
}
