import type { IExecuteFunctions } from 'n8n-workflow';

import { RequestFailed } from '../../../core/failure';
import { brief } from '../../../core/retry';
import type { Evidence } from '../../../core/sync/diagnosis/evidence';
import { known, unasked, valueOf, type Known } from '../../../core/sync/diagnosis/known';
import { meant } from '../../../core/sync/diagnosis/meant';
import { supabaseProblem } from '../../../transport/credentialTests/supabase';
import {
	supabaseKeyProblem,
	supabaseUrlProblem,
} from '../../../transport/credentialTests/supabaseFields';
import { sentenceOfThrown } from '../../../transport/sentenceOfThrown';
import { connectSupabase, type CallFunction } from '../../../transport/supabase/connectSupabase';
import { workspacesOf } from '../../../transport/supabase/workspaces';
import { systemClock } from '../../shared/systemClock';
import { schemaOf } from '../setupSql';
import { askWorkspace, type WorkspaceAnswers } from './askWorkspace';
import { attempt, failed } from './attempt';

type Asked = Pick<Evidence, 'workspaceId' | 'account'>;

export type DatabaseSeen = Pick<
	Evidence,
	'supabase' | 'schema' | 'workspaces' | 'state' | 'facts' | 'suspected'
> &
	Pick<WorkspaceAnswers, 'clock'>;

/** All that the database knows for the checks; what it does not tell says why. */
export async function askDatabase(context: IExecuteFunctions, asked: Asked): Promise<DatabaseSeen> {
	const opened = await open(context);
	if (opened.state !== 'known') return nothing(opened, 'Supabase does not answer: see above.');
	const call = opened.value;
	const { supabase, schema } = await askSchema(call, await hostOf(context));
	if (supabase.state !== 'known') return nothing(supabase, 'Supabase does not answer: see above.');
	if (valueOf(schema)?.applied === null) {
		const reason = 'The database lacks the tables of the sync: see above.';
		return { ...nothing(supabase, reason), schema };
	}
	const workspaces = await askWorkspaces(call);
	const [only, ...others] = meant(valueOf(workspaces) ?? [], asked);
	if (!only || others.length > 0) {
		const reason = 'It is not clear which workspace is meant: see above.';
		return { ...nothing(supabase, reason), schema, workspaces };
	}
	return { supabase, schema, workspaces, ...(await askWorkspace(call, only.workspaceId)) };
}

function nothing(supabase: Known<unknown>, because: string): DatabaseSeen {
	const none = unasked(because);
	const answer = supabase.state === 'known' ? known<true>(true) : supabase;
	return {
		supabase: answer,
		schema: none,
		workspaces: none,
		state: none,
		facts: none,
		suspected: none,
	};
}

async function open(context: IExecuteFunctions): Promise<Known<CallFunction>> {
	const credential = await attempt(async () => await context.getCredentials('supabaseSyncApi'));
	if (credential.state !== 'known') return credential;
	const { url, secretKey } = credential.value;
	const wrong =
		supabaseUrlProblem(String(url ?? '').trim()) ??
		supabaseKeyProblem(String(secretKey ?? '').trim());
	if (wrong) return failed(wrong);
	return await attempt(async () => await connectSupabase(context, systemClock, brief));
}

async function hostOf(context: IExecuteFunctions): Promise<string> {
	const { url } = await context.getCredentials<{ url: string }>('supabaseSyncApi');
	return new URL(url.trim()).host;
}

/** A function that is missing means a database that is there; whatever else goes wrong, Supabase itself is at fault. */
async function askSchema(
	call: CallFunction,
	host: string,
): Promise<Pick<Evidence, 'supabase' | 'schema'>> {
	try {
		const applied = await workspacesOf(call).schemaVersion();
		return { supabase: known(true), schema: known(schemaOf(applied)) };
	} catch (thrown) {
		if (!(thrown instanceof RequestFailed)) {
			return { supabase: failed(sentenceOfThrown(thrown)), schema: unasked('') };
		}
		const { failure } = thrown;
		const lacks = failure.kind === 'missing' && failure.code !== 'PGRST106';
		return lacks
			? { supabase: known(true), schema: known(schemaOf(null)) }
			: { supabase: failed(supabaseProblem(failure, host)), schema: unasked('') };
	}
}

const askWorkspaces = async (call: CallFunction): Promise<Evidence['workspaces']> =>
	await attempt(async () =>
		(await workspacesOf(call).list()).map(({ workspace_id, tenant_id, environment }) => ({
			workspaceId: workspace_id,
			tenantId: tenant_id ?? null,
			environment: environment ?? null,
		})),
	);
