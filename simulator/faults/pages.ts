/** Faults of paging: an answer whose rows are not the ones that were asked for. */

/** Before ServiceTitan was: where an export begins without a token. */
const BEGINNING = '2000-01-01';

/** @returns the answer without its rows, promising more; an export's token stays where it was */
export async function emptied(response: Response, asked: URL): Promise<Response> {
	return rewritten(response, (body) => ({
		...body,
		data: [],
		hasMore: true,
		...('continueFrom' in body && {
			continueFrom: asked.searchParams.get('from') ?? BEGINNING,
		}),
	}));
}

/**
 * @returns the answer to an earlier page, under the number of the page that was asked for; of an export, the batch
 * that leads to the very token it was asked with
 */
export async function repeated(response: Response, { searchParams }: URL): Promise<Response> {
	const page = Number(searchParams.get('page') ?? 1);
	const from = searchParams.get('from') ?? '';
	const token = from && !/^\d{4}-/.test(from) ? from : undefined;
	return rewritten(response, (body) => ({
		...body,
		hasMore: true,
		...('page' in body && { page }),
		...('continueFrom' in body && token && { continueFrom: token }),
	}));
}

async function rewritten(
	response: Response,
	change: (body: Record<string, unknown>) => object,
): Promise<Response> {
	if (response.status !== 200) return response;
	const body: unknown = await response.json();
	return Response.json(change(body as Record<string, unknown>));
}
