import { readRange, within } from '../http/listing';
import type { Query } from '../http/query';
import type { Switches } from '../switches';
import type { Address } from '../tenant/customer';
import type { Row, Version } from '../tenant/table';

/** What customers and locations have in common, and what both lists can be filtered by. */
interface NamedPlace extends Row {
	name: string;
	active: boolean;
	address: Address;
}

export type Keeps<R extends Row> = (version: Version<R>) => boolean;

const ADDRESS_PARTS = ['street', 'unit', 'city', 'state', 'zip', 'country'] as const;
const COORDINATES = ['latitude', 'longitude'] as const;

/** Only what was asked for is looked at. */
export const readPlaceFilter = <R extends NamedPlace>(
	query: Query,
	{ idsMax }: Switches,
): Array<Keeps<R>> =>
	[
		amongIds<R>(query, idsMax),
		activity<R>(query),
		creation<R>(query),
		nameContains<R>(query),
		...ADDRESS_PARTS.map((part) => addressContains<R>(query, part)),
		...COORDINATES.map((part) => isAt<R>(query, part)),
	].filter((condition) => condition !== undefined);

function amongIds<R extends Row>(query: Query, idsMax: number): Keeps<R> | undefined {
	const ids = query.ids('ids', idsMax);
	const wanted = new Set(ids);
	return ids && (({ row }) => wanted.has(row.id));
}

/** `True` unless said otherwise: without `Any` nobody ever sees a customer that was merged. */
function activity<R extends NamedPlace>(query: Query): Keeps<R> | undefined {
	const active = query.oneOf('active', ['True', 'Any', 'False']) ?? 'True';
	return active === 'Any' ? undefined : ({ row }) => row.active === (active === 'True');
}

function creation<R extends Row>(query: Query): Keeps<R> | undefined {
	const range = readRange(query, 'created');
	if (!range.from && !range.before) return undefined;
	return ({ row }) => within(row.createdOn, range);
}

function nameContains<R extends NamedPlace>(query: Query): Keeps<R> | undefined {
	const part = query.text('name')?.toLowerCase();
	return part === undefined ? undefined : ({ row }) => row.name.toLowerCase().includes(part);
}

function addressContains<R extends NamedPlace>(
	query: Query,
	field: (typeof ADDRESS_PARTS)[number],
): Keeps<R> | undefined {
	const part = query.text(field)?.toLowerCase();
	if (part === undefined) return undefined;
	return ({ row }) => (row.address[field] ?? '').toLowerCase().includes(part);
}

function isAt<R extends NamedPlace>(
	query: Query,
	field: (typeof COORDINATES)[number],
): Keeps<R> | undefined {
	const text = query.text(field);
	if (text === undefined) return undefined;
	if (Number.isNaN(Number(text))) query.refuse(field, `The value '${text}' is not valid.`);
	return ({ row }) => row.address[field] === Number(text);
}
