import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { brief } from '../../core/retry';
import { pageOf } from '../../core/servicetitan/page';
import { toNodeError } from '../../transport/nodeErrors';
import { connectServiceTitan, type ServiceTitanConnection } from '../../transport/serviceTitan';
import { readMany } from '../../transport/serviceTitan/readMany';
import { systemClock } from '../shared/systemClock';
import { anyRecord, type AnyRecord } from './anyRecord';
import { customerIdOf } from './customerField';
import { nameOf } from './named';

/** More than any customer has, of anything. */
const MOST = 500;

/** Fills the list of contact methods of the chosen customer. */
export async function searchContactMethods(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listed(this, filter, {
		read: async ({ contactMethodsOf }, customer) =>
			(await contactMethodsOf([customer])).value as unknown as AnyRecord[],
		shown: ({ value, type }) => `${String(value)} (${String(type)})`,
	});
}

/** Fills the list of notes on the chosen customer, the latest first. */
export async function searchNotes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listed(this, filter, {
		read: async ({ call }, customer) => {
			const path = `customers/${customer}/notes`;
			const notes = await readMany(call, { path, query: {}, record: anyRecord, most: MOST });
			return notes.reverse();
		},
		shown: ({ text, createdOn }) =>
			`${shortened(String(text))} (${String(createdOn).slice(0, 10)})`,
	});
}

const PAGE_SIZE = 50;

/** Fills the list of locations, by a part of the name or an id; without either the latest. */
export async function searchLocations(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	try {
		const { get } = await connectServiceTitan(this, systemClock, brief);
		const page = Number(paginationToken ?? 1);
		const wanted = filter.trim();
		const by = /^\d+$/.test(wanted)
			? { ids: wanted, active: 'Any' }
			: { name: wanted || undefined, sort: wanted ? '+Id' : '-ModifiedOn' };
		const query = { ...by, page, pageSize: PAGE_SIZE };
		const { data, hasMore } = await get(pageOf(anyRecord), 'locations', query);
		return {
			results: data.map((place) => ({ name: `${nameOf(place)} (${place.id})`, value: place.id })),
			paginationToken: hasMore ? String(page + 1) : undefined,
		};
	} catch (thrown) {
		throw toNodeError(this.getNode(), thrown);
	}
}

interface Listing {
	read(serviceTitan: ServiceTitanConnection, customer: number): Promise<AnyRecord[]>;
	shown(record: AnyRecord): string;
}

async function listed(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	{ read, shown }: Listing,
): Promise<INodeListSearchResult> {
	try {
		const customer = context.getCurrentNodeParameter('customerId', { extractValue: true });
		const serviceTitan = await connectServiceTitan(context, systemClock, brief);
		const records = await read(serviceTitan, customerIdOf(customer));
		const results = records.map((record) => ({ name: shown(record), value: record.id }));
		const wanted = filter?.trim().toLowerCase() ?? '';
		return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	} catch (thrown) {
		throw toNodeError(context.getNode(), thrown);
	}
}

const LONGEST = 60;

const shortened = (text: string): string => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
};
