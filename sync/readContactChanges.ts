import { RequestFailed } from '../core/failure';
import { Advance } from '../core/sync/drain';
import { isNew, versionOfMethod } from '../core/sync/delivered';
import { methodsSince, type Window } from '../core/sync/window';
import type { CustomersContactMethod } from '../core/servicetitan/contactMethod';
import type { ExportBatch } from '../core/servicetitan/page';
import { malformedAnswer } from './malformedAnswer';
import { readContactSlices } from './readContactSlices';
import { isNoted, type Change, type Reading, type Step } from './readChanges';

/**
 * Customers whose phone, e-mail or fax changed: that does not touch the customer's own modifiedOn.
 * The export is the one stream that shows removals too. Where the app may not read it, the list by
 * modification time takes its place, and the run says what that leaves out.
 */
export async function* readContactChanges(reading: Reading, from: Window): AsyncGenerator<Step> {
	let window = from;
	const advance = new Advance();
	for (let more = true; more; ) {
		const read = await nextBatch(reading, window);
		if (read === 'not permitted') return yield* withoutExport(reading, window);
		const { batch, restarted } = read;
		const stalled = advance.stalled(contentOf(batch), batch.hasMore);
		if (stalled) throw malformedAnswer(`in the export of contact methods ${stalled}`);
		if (restarted) reading.notes.push(TOKEN_REFUSED);
		window = { ...window, contactFrom: batch.continueFrom };
		more = batch.hasMore;
		yield { changes: await changesIn(reading, batch.data, window), window };
	}
}

const TOKEN_REFUSED =
	'ServiceTitan no longer accepts the saved place in the stream of contact methods, so it was read again from shortly before the cursor.';
const NO_EXPORT =
	'The app may not read the export of contact methods, so phone and e-mail removals are not seen. Give it the scope "Export customers" in ServiceTitan to change that.';

/** An empty batch that promises more is taken as such only while its token moves on. */
const contentOf = (batch: ExportBatch<CustomersContactMethod>): string[] => [
	batch.continueFrom,
	...batch.data.slice(0, 1).map(({ id }) => String(id)),
];

type Batch = { batch: ExportBatch<CustomersContactMethod>; restarted: boolean };

async function nextBatch(reading: Reading, window: Window): Promise<Batch | 'not permitted'> {
	const start = methodsSince(window);
	const from = window.contactFrom ?? start;
	try {
		return { batch: await read(reading, from), restarted: false };
	} catch (failure) {
		const kind = failure instanceof RequestFailed ? failure.failure.kind : undefined;
		if (kind === 'denied' || kind === 'misdirected' || kind === 'missing') return 'not permitted';
		if (kind !== 'rejected' || from === start) throw asError(failure);
		return { batch: await read(reading, start), restarted: true };
	}
}

const read = async ({ serviceTitan }: Reading, from: string) =>
	(await serviceTitan.contactMethodExport(from)).value;

async function* withoutExport(reading: Reading, from: Window): AsyncGenerator<Step> {
	reading.notes.push(NO_EXPORT);
	for await (const { methods, window } of readContactSlices(reading, from)) {
		yield { changes: await changesIn(reading, methods, window), window };
	}
}

/** The customers of the contact methods that are new and that no snapshot of this read shows already. */
async function changesIn(
	reading: Reading,
	methods: CustomersContactMethod[],
	window: Window,
): Promise<Change[]> {
	const known = reading.request.delivered.contact_method;
	const fresh = methods.filter((method) => isNew(known, method.id, versionOfMethod(method)));
	for (const method of methods) {
		const version = versionOfMethod(method);
		if (isNoted(reading, version, window)) reading.seen.contact_method[method.id] = version;
	}
	if (reading.baseline) return [];
	const unseen = fresh.filter((method) => !reading.snapshots.reflects(method));
	const ids = [...new Set(unseen.map(({ customerId }) => customerId))];
	const snapshots = await reading.snapshots.byIds(ids);
	return snapshots.map((snapshot) => ({ ...snapshot, event: 'updated', retry: false }));
}

const asError = (failure: unknown): Error =>
	failure instanceof Error ? failure : new Error(String(failure));
