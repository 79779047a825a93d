import { RequestFailed } from '../../../core/failure';
import { schemaAge, schemaWords } from '../../../core/schema';
import { brief } from '../../../core/retry';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { workspacesOf } from '../../../transport/supabase/workspaces';
import { systemClock } from '../../shared/systemClock';
import { flagOf, operation } from '../operation';
import { missingMigrations, setupSql } from '../setupSql';

interface Input extends Record<string, unknown> {
	all: boolean;
}

/** A person cannot mark a text of this length with the mouse. */
const HOW_TO_APPLY =
	'Copy the whole text of "sql": under JSON, click it, then the copy button, Copy Selection. Paste it into the SQL Editor of your Supabase project and press Run.';

export const getSetupSql = operation<Input>({
	resource: 'workspace',
	option: {
		name: 'Get Setup SQL',
		value: 'getSetupSql',
		action: 'Get the setup SQL',
		description:
			'The SQL that this package still needs in your Supabase: paste it into the SQL Editor there and press Run',
	},
	needsServiceTitan: false,
	fields: [
		{
			displayName: 'Include What Is Applied Already',
			name: 'all',
			type: 'boolean',
			default: false,
			description:
				'Whether to give the whole SQL rather than what is missing; applying it again is harmless',
		},
	],

	input: (context, index) => ({ all: flagOf(context, 'all', index) }),

	async run(context, { all }) {
		const { schema } = await context.getCredentials<{ schema?: string }>('supabaseSyncApi');
		const call = await connectSupabase(context, systemClock, brief);
		const applied = await appliedVersion(workspacesOf(call));
		const age = schemaAge(applied);
		// Ours would set its functions back.
		if (age === 'newer') return [nothing(newerDatabase(applied))];
		const missing = missingMigrations(all ? undefined : applied);
		if (missing.length === 0) return [nothing(EVERYTHING)];
		return [
			{
				message: HOW_TO_APPLY,
				sql: setupSql(missing, schema?.trim() || 'public'),
				migrations: missing.map(({ version, name }) => `${version}_${name}`),
			},
		];
	},
});

const nothing = (message: string) => ({ sql: '', migrations: [], message });

const EVERYTHING =
	'Your Supabase has everything this package needs. If a part is missing there all the same, switch on Include What Is Applied Already and run this again.';

const newerDatabase = (applied: string | undefined): string => {
	const { found, toDo } = schemaWords.newer;
	return `Nothing is missing. ${found} (${applied}). ${toDo}`;
};

/** The newest migration that is there; `undefined` where none is, or where one cannot tell. */
async function appliedVersion(
	workspaces: ReturnType<typeof workspacesOf>,
): Promise<string | undefined> {
	try {
		return await workspaces.schemaVersion();
	} catch (failure) {
		if (failure instanceof RequestFailed) return undefined;
		throw failure instanceof Error ? failure : new Error(String(failure));
	}
}
