import { asError } from '../core/asError';
import { secondsBefore } from '../core/instant';
import { isNew, versionOfMethod } from '../core/sync/delivered';
import { CONTACT_LAG_SECONDS, type Window } from '../core/sync/window';
import { methodsSince } from '../core/sync/windowAndClock';
import type { CustomersContactMethod } from '../core/servicetitan/contactMethod';
import type { ExportBatch } from '../core/servicetitan/page';
import type { AskedAhead } from './askedAhead';
import { exportBatches, type ExportStream } from './exportBatches';
import { isNotPermitted } from './notPermitted';
import type { Timed } from './ports';
import { readContactSlices } from './readContactSlices';
import { isNoted, type Change, type Reading, type Step } from './readChanges';

/** The export by place. Its first batch may be on its way while the last customers are completed. */
export type ContactExport = AskedAhead<
	string | undefined,
	Timed<ExportBatch<CustomersContactMethod>>
>;

/**
 * Customers whose phone, e-mail or fax changed: that does not touch the customer's own modifiedOn.
 * The export is the one stream that shows removals too. Where the app may not read it, the list by
 * modification time takes its place, and the run says what that leaves out.
 */
export async function* readContactChanges(
	reading: Reading,
	contactExport: ContactExport,
	from: Window,
): AsyncGenerator<Step> {
	let window = from;
	try {
		const batches = exportBatches(streamOf(contactExport, from));
		for await (const { rows, continueFrom, restarted } of batches) {
			if (restarted) reading.notes.push(TOKEN_REFUSED);
			const { changes, unseen } = await changesIn(reading, rows, window);
			// The next run begins at this batch again: of those customers nothing was handed on.
			const heldFrom =
				unseen && window.heldFrom === undefined ? window.contactFrom : window.heldFrom;
			window = { ...window, contactFrom: continueFrom, heldFrom };
			yield { changes, window };
		}
	} catch (failure) {
		if (!isNotPermitted(failure)) throw asError(failure);
		yield* withoutExport(reading, window);
	}
}

const TOKEN_REFUSED =
	'ServiceTitan no longer accepts the saved place in the stream of contact methods, so it was read again from shortly before the cursor.';
const NO_EXPORT =
	'The app may not read the export of contact methods, so phone and e-mail removals are not seen. Give it the scope "Export customers" in ServiceTitan to change that.';

const streamOf = (
	contactExport: ContactExport,
	window: Window,
): ExportStream<CustomersContactMethod> => ({
	name: 'the export of contact methods',
	ask: async (place) => await contactExport.ask(place),
	from: exportPlaceOf(window),
	restartFrom: methodsSince(window),
});

/** Where this read begins in the export. */
export const exportPlaceOf = (window: Window): string | undefined =>
	window.contactFrom ?? methodsSince(window);

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
