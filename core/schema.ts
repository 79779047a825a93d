import { SCHEMA_VERSION } from './schemaVersion';

/** How the database's part of the sync stands to the package; `unknown` where its version is no timestamp. */
export type SchemaAge = 'same' | 'older' | 'newer' | 'unknown';

/**
 * @param applied  what servicetitan_schema_version() says: the timestamp of the newest migration
 * @param ours  of the newest migration that the package brings
 */
export function schemaAge(applied: unknown, ours: string = SCHEMA_VERSION): SchemaAge {
	if (typeof applied !== 'string' || !/^\d{14}$/.test(applied)) return 'unknown';
	if (applied === ours) return 'same';
	return applied < ours ? 'older' : 'newer';
}

/** What a person is told where the two do not fit. */
export const schemaWords = {
	older: {
		found: 'The database is older than this version of the package',
		toDo: 'Run ServiceTitan Sync → Get Setup SQL, paste its text into the SQL Editor of Supabase and press Run.',
	},
	newer: {
		found: 'The database was set up by a newer version of this package',
		toDo: 'Update the package n8n-nodes-servicetitan-sync in n8n. Until then everything goes on as before; what is newer is missing here.',
	},
};

/** The same in one text; nothing where the two fit. */
export function schemaSentence(age: SchemaAge): string | undefined {
	if (age !== 'older' && age !== 'newer') return undefined;
	const { found, toDo } = schemaWords[age];
	return `${found}. ${toDo}`;
}
