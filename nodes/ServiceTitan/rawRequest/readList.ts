import type { IDataObject } from 'n8n-workflow';

import { exportBatchOf } from '../../../core/servicetitan/page';
import { exportBatches } from '../../../sync/exportBatches';
import type { CallServiceTitan } from '../../../transport/serviceTitan/call';
import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRecord, anyRow, type AnyRecord } from '../anyRecord';

export interface RawList {
	/** e.g. `jpm/v2`. */
	module: string;
	path: string;
	query: Record<string, string>;
	/** How many records at most; `Infinity` for all. */
	most: number;
}

/** The records of any list: by pages, or by `continueFrom` where it is an export, which knows no pages. */
export const readList = async (call: CallServiceTitan, list: RawList): Promise<IDataObject[]> =>
	list.path.startsWith('export/')
		? await readExport(call, list)
		: await readMany(call, { ...list, record: anyRow });

const batch = exportBatchOf(anyRecord);

async function readExport(
	call: CallServiceTitan,
	{ module, path, query, most }: RawList,
): Promise<AnyRecord[]> {
	const stream = {
		name: path,
		ask: async (from: string | undefined) =>
			await call({ method: 'GET', module, path, query: { ...query, from }, answer: batch }),
		from: query.from,
		restartFrom: query.from,
	};
	let found: AnyRecord[] = [];
	for await (const { rows, restarted } of exportBatches(stream)) {
		found = [...(restarted ? [] : found), ...rows];
		if (found.length >= most) break;
	}
	return found.slice(0, most);
}
