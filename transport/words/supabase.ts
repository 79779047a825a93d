import { STATEMENT_TIMEOUT, type Failure, type Unavailable } from '../../core/failure';
import { inSeconds, sentence, type Sentence, type Words } from './sentence';

const SETUP_SQL =
	'Run ServiceTitan Sync > Workspace > Get Setup SQL, paste its text in the SQL editor of Supabase and run it there.';
const SECRET_KEY =
	'Copy the secret key (sb_secret_…, or the service_role key of an older project) from Supabase, Project Settings > API Keys, into the credential.';

/** Supabase's failures in words. */
export const supabaseWords: Words = {
	throttled: ({ detail, retryAfterMs }) =>
		sentence(
			'Supabase asked us to slow down',
			`${retryAfterMs > 0 ? `Try again in ${inSeconds(retryAfterMs)}.` : 'Try again in a minute.'} If this comes often, let fewer workflows write at the same time.`,
			detail,
		),
	unavailable,
	expired: ({ detail }) => sentence('Supabase no longer accepts the key', SECRET_KEY, detail),
	denied: ({ detail, code }) =>
		code === '42501'
			? sentence(
					'The Supabase key may not use the tables and functions of the sync',
					`${SECRET_KEY} The publishable or anon key does not do. If it is the secret key already, run the setup SQL again: it grants the rights.`,
					detail,
				)
			: sentence('Supabase does not accept the key', SECRET_KEY, detail),
	misdirected: ({ detail }) =>
		sentence(
			'There is no Supabase API at this address',
			'Copy the Project URL (https://….supabase.co) from Supabase, Project Settings > Data API, into the credential.',
			detail,
		),
	missing,
	conflict: ({ detail }) =>
		sentence(
			'Supabase refused this because it is there already',
			'Look for another program that writes the same contacts, and run this again.',
			detail,
		),
	rejected: ({ detail }) =>
		sentence(
			'Supabase did not accept the values',
			'Correct what it names: a value, an additional column or a rule of your own on the table.',
			detail,
		),
	malformed: ({ detail }) =>
		sentence(
			'Supabase answered in a form nobody expects',
			'Check that the Project URL of the credential is that of the API. If it is, database and package are of different versions: run ServiceTitan Sync → Diagnose, which says which of the two to update.',
			detail,
		),
	interrupted: ({ detail }) =>
		sentence(
			'The connection to Supabase ended before the answer was complete',
			'Run it again: what was written already is not written twice.',
			detail,
		),
};

function unavailable({ detail, status, code, refused }: Unavailable): Sentence {
	if (code === STATEMENT_TIMEOUT)
		return sentence(
			'Supabase stopped a statement that took too long',
			'Choose a smaller Batch Size in the options, or look what else keeps the database busy.',
			detail,
		);
	if (refused || status === undefined)
		return sentence(
			'Supabase cannot be reached',
			'Check the Project URL of the credential, and that the project is not paused. A sync goes on where it stopped in its next run.',
			detail,
		);
	return sentence(
		'Supabase could not do this at the moment',
		'A sync goes on where it stopped in its next run. If it lasts, look at the project in Supabase: it may be paused, full or overloaded.',
		detail,
	);
}

function missing({ detail, code }: Extract<Failure, { kind: 'missing' }>): Sentence {
	if (code === 'PGRST106')
		return sentence(
			"Supabase's API does not serve the schema of the credential",
			'Add the schema in Supabase, Project Settings > Data API > Exposed schemas, or enter the right one in the credential (most often: public).',
			detail,
		);
	if (code === '42703' || code === 'PGRST204')
		return sentence(
			'A column is missing in Supabase',
			`Check the additional columns of the node. If they are there: ${SETUP_SQL}`,
			detail,
		);
	return sentence('The Supabase database lacks a part of the sync', SETUP_SQL, detail);
}
