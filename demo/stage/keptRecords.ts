import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { millisOf } from '../../core/instant';
import type { Tenant } from '../../simulator/tenant/tenant';
import type { Row, Table } from '../../simulator/tenant/table';

const tables = ['customers', 'contacts', 'notes', 'locations', 'jobs'] as const;

/** The simulated ServiceTitan's records in a file, so that what a person edited is there at the next start. */
export class KeptRecords {
	private kept = '';

	constructor(private readonly file: string) {}

	get exist(): boolean {
		return existsSync(this.file);
	}

	/** Fills an empty tenant with what was kept. Its exports count their changes from the beginning again. */
	restore(tenant: Tenant): void {
		const records = JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, Row[]>;
		for (const name of tables)
			for (const row of records[name] ?? [])
				(tenant[name] as unknown as Table<Row>).put(row, millisOf(row.modifiedOn));
		for (const { id, customerId } of tenant.contacts.rows())
			tenant.contactIds.set(customerId, [...(tenant.contactIds.get(customerId) ?? []), id]);
		const highest = Math.max(
			0,
			...tables.flatMap((name) => tenant[name].rows().map(({ id }) => id)),
		);
		while (tenant.nextId() < highest);
	}

	/** Writes the records down if they are not what was written last. */
	keep(tenant: Tenant): void {
		const records = JSON.stringify(
			Object.fromEntries(tables.map((name) => [name, tenant[name].rows()])),
		);
		if (records === this.kept) return;
		writeFileSync(`${this.file}.new`, records);
		renameSync(`${this.file}.new`, this.file);
		this.kept = records;
	}
}
