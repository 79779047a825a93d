import type { INodeProperties } from 'n8n-workflow';

import type { PicturedRecords } from '../../../../demo/pictures/picturedRecords';

/** What the two items of a sample have to differ in, so that a field that is read from the first one alone shows. */
export type Turn = 0 | 1;

export interface Given {
	/** The records that each item is about. */
	records: [PicturedRecords, PicturedRecords];
	/** Where a heartbeat goes. */
	url: string;
}

/** GUIDs of the samples begin with it, to be told from those that are made up at each run. */
export const OURS = '6f9619ff';

const WORKSPACE = '45963';

/** When something began, longer ago than the test takes. */
const BEGUN = new Date(Date.now() - 10.5 * 3_600_000).toISOString();

/** An hour of the day that does not come while the test runs. */
const fromNow = (hours: number): string =>
	`${String((new Date().getUTCHours() + hours) % 24).padStart(2, '0')}:00`;

/** Values that mean something, by the field's name; `null` leaves it to the field's type. */
export function meant({ name }: INodeProperties, turn: Turn, given: Given): unknown {
	const { customer, leaving, mobile, location, note } = given.records[turn];
	const digit = turn + 1;
	const values: Record<string, unknown> = {
		customerId: customer.id,
		contactId: mobile.id,
		locationId: location.id,
		noteId: note.id,
		customerIds: [`${customer.id}, ${leaving.id}`, String(customer.id)][turn],
		ids: [`${customer.id}`, `${customer.id}, ${leaving.id}`][turn],
		tagTypeIds: [[201, 202], [205]][turn],
		phone: `512-555-018${digit}`,
		email: `lead${digit}@example.com`,
		value: `512-555-019${digit}`,
		workspaceId: WORKSPACE,
		applicationGuid: `${OURS}-8b86-4011-b42d-00c04fc9650${digit}`,
		runId: '',
		workflowId: `workflow${digit}`,
		startedAt: BEGUN,
		incidentId: `${OURS}-8b86-4011-b42d-00c04fc964f${digit}`,
		event: ['opened', 'resolved'][turn],
		timezone: ['America/Chicago', 'America/Denver'][turn],
		from: `06:1${digit}`,
		to: `20:1${digit}`,
		hoursFrom: fromNow(6 + turn),
		hoursTo: fromNow(10 + turn),
		quietFrom: fromNow(5 + turn),
		quietTo: fromNow(8 + turn),
		heartbeatUrl: `${given.url}/alive/${digit}`,
		body: JSON.stringify({ text: `Sent by hand ${digit}` }),
		module: 'crm/v2',
	};
	return values[name] ?? null;
}

/** A value of the field's type that is not what the field has by itself, and another one for the other item. */
export function anyOf(field: INodeProperties, turn: Turn): unknown {
	const { name, type, typeOptions = {}, default: usual, options = [] } = field;
	if (type === 'boolean') return turn === 0 ? !usual : usual;
	if (type === 'number')
		return Math.min(Number(usual) + turn + 1, typeOptions.maxValue ?? Infinity);
	if (type === 'dateTime') return `2026-01-0${turn + 2}T06:00:00.000Z`;
	const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
	const others = values.filter((value) => value !== usual);
	if (type === 'multiOptions') return values.slice(turn, turn + 3);
	if (type === 'options') return turn === 0 ? others.at(-1) : others[0];
	return `${name} ${turn + 1}`;
}
