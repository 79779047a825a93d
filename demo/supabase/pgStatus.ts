const byCode: Record<string, number> = {
	'23503': 409,
	'23505': 409,
	'25006': 405,
	'42883': 404,
	'42P01': 404,
	'42P17': 500,
	'42501': 403,
	P0001: 400,
	'53400': 500,
};

const byClass: Record<string, number> = { '08': 503, '53': 503, '0L': 403, '0P': 403, '28': 403 };

const serverSide = '09 25 2D 38 39 3B 40 54 55 57 58 F0 HV P0 XX'.split(' ');

/**
 * The HTTP status PostgREST gives to a failure of the database.
 * @param sqlState  five characters, e.g. 23505
 * @see https://docs.postgrest.org/en/v12/references/errors.html#http-status-codes
 */
export function pgStatus(sqlState: string, message = ''): number {
	if (sqlState === '21000') return message.endsWith('requires a WHERE clause') ? 400 : 500;
	const kind = sqlState.slice(0, 2);
	return byCode[sqlState] ?? byClass[kind] ?? (serverSide.includes(kind) ? 500 : 400);
}
