import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { brief } from '../../core/retry';
import { toNodeError } from '../../transport/nodeErrors';
import { connectServiceTitan } from '../../transport/serviceTitan';
import type { CallServiceTitan } from '../../transport/serviceTitan/call';
import { systemClock } from '../shared/systemClock';
import type { AnyRecord } from './anyRecord';
import { readCustomFields } from './customField/customFields';
import { nameOf } from './named';
import { readTagTypes } from './tag/tagTypes';

/** Fills the list of tags, by name. */
export async function loadTagTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await options(this, readTagTypes);
}

/** Fills the list of customers' custom fields, by name. */
export async function loadCustomFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await options(this, async (call) => await readCustomFields(call, 'customers'));
}

/** Fills the list of locations' custom fields, by name. */
export async function loadLocationCustomFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await options(this, async (call) => await readCustomFields(call, 'locations'));
}

async function options(
	context: ILoadOptionsFunctions,
	read: (call: CallServiceTitan) => Promise<AnyRecord[]>,
): Promise<INodePropertyOptions[]> {
	try {
		const { call } = await connectServiceTitan(context, systemClock, brief);
		return (await read(call))
			.filter(({ active }) => active !== false)
			.map((record) => ({ name: nameOf(record), value: record.id }))
			.sort((a, b) => a.name.localeCompare(b.name));
	} catch (thrown) {
		throw toNodeError(context.getNode(), thrown);
	}
}
