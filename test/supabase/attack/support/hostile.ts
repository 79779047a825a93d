import { randomBytes } from 'node:crypto';

/** Text that means something to SQL, to format(), to JSON or to people's eyes. */
export const hostileTexts: Array<[story: string, text: string]> = [
	['ends the literal', "'; drop table contacts cascade; --"],
	['ends the identifier', '"; drop table contacts cascade; --'],
	['ends a dollar quote', '$$; delete from contacts; $$'],
	['ends the dollar quote of the function', '$sql$; delete from contacts; select $sql$'],
	['speaks to format()', "%s %I %L %1$I %2$s %% %n %'"],
	['names a parameter', '$1 $2 $3'],
	['escapes the quote', "\\'; delete from contacts; --"],
	['ends a comment', '*/ delete from contacts; /*'],
	['is always true', "' or '1'='1"],
	['reads another table', "x' union select row_to_json(s)::text from servicetitan_sync_state s --"],
	['matches everything', '%'],
	['looks like an object', '{"workspace_id": "bystander"}'],
	['looks like an array', '[1, 2]'],
	['says null', 'null'],
	['is blank', ' \t\r\n '],
	['has lines', 'a\r\nb\tc\u2028d'],
	['turns the reading direction', '\u202E\u2066مرحبا بالعالم\u2069\u200F'],
	['piles up marks', `Z${'\u0351\u036B\u0343'.repeat(40)}`],
	['is an emoji of several', '👩🏽‍🚒🏳️‍🌈'],
	['is invisible', '\u200B\uFEFF\u00A0'],
	['is a name of the sync', 'servicetitan_sync_state'],
	['is a path', '../../../../etc/passwd'],
];

/** Text as long as a body may carry, once as a bore and once without any order. */
export const longTexts: Array<[story: string, text: string]> = [
	['is 300 kB of one letter', 'x'.repeat(300_000)],
	['is 100 kB of noise', randomBytes(75_000).toString('base64')],
];

const deep = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;

/** JSON as it travels, for arguments that want something else. */
export const wrongJson: Array<[story: string, json: string]> = [
	['null', 'null'],
	['true', 'true'],
	['false', 'false'],
	['a number', '1'],
	['a negative number', '-1'],
	['a fraction', '1.5'],
	['a number beyond every type', '1e400'],
	['a number beyond int', '99999999999999999999'],
	['empty text', '""'],
	['text', '"hostile"'],
	['NaN', '"NaN"'],
	['Infinity', '"Infinity"'],
	['a date before Christ', '"4713-01-01 BC"'],
	['the last year that PostgreSQL knows', '"294276-12-31T23:59:59Z"'],
	['a year beyond it', '"294277-01-01T00:00:00Z"'],
	['a date that does not exist', '"2026-02-30T00:00:00Z"'],
	['a uuid of nobody', '"00000000-0000-0000-0000-000000000000"'],
	['no object', '[]'],
	['no array', '{}'],
	['nested nulls', '[null, [null], {"a": null}]'],
	['objects in an array', '[{"a": {"b": [1, {"c": null}]}}]'],
	[
		'an object of wrong things',
		'{"": "", "cursor_to": {}, "delivered": 1, "gone": {}, "finish": []}',
	],
	['a thousand levels', deep(1000)],
	['NUL', '"a\\u0000b"'],
	['half a surrogate pair', '"a\\ud800b"'],
	['a control character', '"a\\u0007b"'],
];
