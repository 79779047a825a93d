import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import type { Failure } from '../../core/failure';
import { failureOfSupabase } from '../../core/failureOfSupabase';
import { schemaAge, schemaSentence, schemaWords } from '../../core/schema';
import { exchangeOfTest, failureWithin, type Exchange } from '../exchange';
import { cleanOf } from '../cleanOf';
import { sentenceFor } from '../sentenceFor';
import { pasted } from '../serviceTitan/account';
import { sentence, type Sentence } from '../words/sentence';
import { supabaseKeyProblem, supabaseUrlProblem } from './supabaseFields';
import { verdictOf } from './verdict';

/** What Supabase's API calls a function that the schema does not have. */
const NO_FUNCTION = 'PGRST202';

/** What n8n's test button at the Supabase credential does: ask the sync's functions for their version. */
export async function testSupabase(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	return await verdictOf(
		checkSupabase(data ?? {}, exchangeOfTest(this)),
		'Connected to Supabase, and the sync is set up there',
	);
}

/** @returns what is wrong with the credential or the database, in words; a text where that is no fault of either */
export async function checkSupabase(
	credential: ICredentialDataDecryptedObject,
	exchange: Exchange,
): Promise<Sentence | string | undefined> {
	const url = pasted(credential.url).replace(/\/+$/, '');
	const key = pasted(credential.secretKey);
	const schema = pasted(credential.schema) || 'public';
	const wrong = supabaseUrlProblem(url) ?? supabaseKeyProblem(key);
	if (wrong) return wrong;
	const { failure, version } = await askVersion({ url, key, schema }, exchange);
	if (failure?.kind === 'missing' && failure.code === NO_FUNCTION) return notSetUp;
	return failure
		? supabaseProblem(cleanOf(failure, [key]), new URL(url).host)
		: versionProblem(version);
}

/** Whoever creates credentials first, as everybody does, reads that these are right. */
const notSetUp = sentence(
	'The Project URL and the key are right, but the sync is not set up in this database yet',
	'That is the next step: run ServiceTitan Sync → Get Setup SQL with this credential, and paste its text into the SQL Editor of Supabase.',
);

/** An older database lacks something; a newer one does all that this package asks for. */
function versionProblem(version: unknown): Sentence | string | undefined {
	const age = schemaAge(version);
	if (age === 'older') return sentence(schemaWords.older.found, schemaWords.older.toDo);
	const said = schemaSentence(age);
	return said && `Connected to Supabase. ${said}`;
}

async function askVersion(
	{ url, key, schema }: { url: string; key: string; schema: string },
	exchange: Exchange,
): Promise<{ failure?: Failure; version?: unknown }> {
	const request = {
		method: 'POST' as const,
		url: `${url}/rest/v1/rpc/servicetitan_schema_version`,
		headers: {
			apikey: key,
			Authorization: `Bearer ${key}`,
			'Content-Type': 'application/json',
			'Content-Profile': schema,
			Accept: 'application/json',
		},
		body: '{}',
	};
	const answer = await exchange(request, 'Supabase').then(
		(reply) => ({ reply }),
		(thrown: unknown) => ({ failure: failureWithin(thrown) }),
	);
	if ('failure' in answer) return answer;
	const { body } = answer.reply;
	const failure = failureOfSupabase(answer.reply);
	if (failure) return { failure };
	return typeof body === 'object' && body !== null && 'version' in body
		? { version: body.version }
		: { failure: { kind: 'malformed', detail: 'It sent no version' } };
}

/** What a failure at the first question says of the credential. */
export function supabaseProblem(failure: Failure, host: string): Sentence {
	if (failure.kind === 'unavailable' && failure.status === undefined)
		return sentence(
			`Supabase cannot be reached at ${host}`,
			'Check the Project URL letter by letter, that the project is not paused, and that this n8n may reach that host.',
			failure.detail,
		);
	if (failure.kind === 'misdirected' || failure.kind === 'malformed')
		return sentence(
			`There is no Supabase API at ${host}`,
			'Copy the Project URL (https://….supabase.co) from Supabase, Project Settings > Data API.',
		);
	return sentenceFor(failure, 'Supabase');
}
