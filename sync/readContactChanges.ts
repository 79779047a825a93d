import { RequestFailed } from '../core/failure';
import { secondsBefore } from '../core/instant';
import { Advance } from '../core/sync/drain';
import { isNew, versionOfMethod } from '../core/sync/delivered';
import { CONTACT_LAG_SECONDS, type Window } from '../core/sync/window';
import { methodsSince } from '../core/sync/windowAndClock';
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
	let empty = 0;
	for (let more = true; more; ) {
		const read = await nextBatch(reading, window);
		if (read === 'not permitted') return yield* withoutExport(reading, window);
		const { batch, restarted } = read;
		empty = batch.data.length === 0 ? empty + 1 : 0;
		const stalled =
			empty > MOST_EMPTY
				? 'batches promise more but are empty'
				: advance.stalled(contentOf(batch), batch.hasMore);
		if (stalled) throw malformedAnswer(`in the export of contact methods ${stalled}`);
		if (restarted) reading.notes.push(TOKEN_REFUSED);
		const { changes, unseen } = await changesIn(reading, batch.data, window);
		// The next run begins at this batch again: of those customers nothing was handed on.
		const heldFrom = unseen && window.heldFrom === undefined ? window.contactFrom : window.heldFrom;
		window = { ...window, contactFrom: batch.continueFrom, heldFrom };
		more = batch.hasMore;
		yield { changes, window };
	}
}

const TOKEN_REFUSED =
	'ServiceTitan no longer accepts the saved place in the stream of contact methods, so it was read again from shortly before the cursor.';
const NO_EXPORT =
	'The app may not read the export of contact methods, so phone and e-mail removals are not seen. Give it the scope "Export customers" in ServiceTitan to change that.';

/** How many batches in a row may be empty and promise more. */
const MOST_EMPTY = 50;

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
		const { changes } = await changesIn(reading, methods, window);
		yield { changes, window };
	}
}

/**
 * The customers of the contact methods that are new and that no snapshot of this read shows already.
 * `unseen`: some of those customers were not there when they were asked for, as it happens right after a write.
 */
async function changesIn(
	reading: Reading,
	methods: CustomersContactMethod[],
	window: Window,
): Promise<{ changes: Change[]; unseen: boolean }> {
	const ids = reading.baseline ? [] : customersOf(methods, reading);
	const snapshots = await reading.snapshots.byIds(ids);
	const found = new Set(snapshots.map(({ customer }) => customer.id));
	const unseen = new Set(ids.filter((id) => !found.has(id)));
	const mayAppear = (method: CustomersContactMethod) =>
		unseen.has(method.customerId) && isRecent(method, window);
	for (const method of methods) {
		const version = versionOfMethod(method);
		if (isNoted(reading, version, window) && !mayAppear(method)) {
			reading.seen.contact_method[method.id] = version;
		}
	}
	return {
		changes: snapshots.map((snapshot) => ({ ...snapshot, event: 'updated', retry: false })),
		unseen: methods.some(mayAppear),
	};
}

function customersOf(methods: CustomersContactMethod[], { request, snapshots }: Reading): number[] {
	const known = request.delivered.contact_method;
	const changed = methods.filter(
		(method) => isNew(known, method.id, versionOfMethod(method)) && !snapshots.reflects(method),
	);
	return [...new Set(changed.map(({ customerId }) => customerId))];
}

/** A customer that is not there long after its contact method changed is gone, and not waited for. */
const isRecent = ({ modifiedOn }: CustomersContactMethod, { startedAt }: Window): boolean =>
	!!modifiedOn && modifiedOn >= secondsBefore(startedAt, CONTACT_LAG_SECONDS);

const asError = (failure: unknown): Error =>
	failure instanceof Error ? failure : new Error(String(failure));
