import { schemaWords } from '../../schema';
import type { Check, Evidence } from './evidence';
import { ok, problem, unknown, warning, type Judgement } from './item';
import { judged, valueOf } from './known';
import { belongs, meant } from './meant';
import { counted, sentences } from './words';

const SETUP_SQL =
	'Run ServiceTitan Sync → Get Setup SQL, paste its text into the SQL Editor of Supabase and press Run.';

export const databaseChecks: Check[] = [
	{ check: 'supabase', name: 'Supabase and its key', judge: supabase },
	{ check: 'migrations', name: 'Parts of the database', judge: migrations },
	{ check: 'workspace', name: 'Workspace', judge: workspace },
	{
		check: 'workspaceTenant',
		name: 'Tenant of the workspace',
		judge: workspaceTenant,
	},
];

function supabase({ supabase: answer }: Evidence): Judgement {
	return answer.state === 'failed'
		? problem(answer.found, answer.toDo)
		: judged(answer, () => ok('Supabase answers, and the key is accepted.'));
}

function migrations({ schema }: Evidence): Judgement {
	return judged(schema, ({ applied, missing, newer }) => {
		if (applied === null)
			return problem('The database has not been set up for the sync.', SETUP_SQL);
		if (newer) return warning(`${schemaWords.newer.found} (${applied}).`, schemaWords.newer.toDo);
		if (missing.length === 0) return ok(`All parts are there, up to ${applied}.`);
		return problem(
			`The database lacks ${counted(missing.length, 'part')} of the sync: ${missing.join(', ')}.`,
			`${SETUP_SQL} It adds what is missing and changes nothing else.`,
		);
	});
}

const SET_UP = 'Run ServiceTitan Sync → Set Up Workspace once with this credential.';

function workspace({ workspaces, workspaceId, account }: Evidence): Judgement {
	return judged(workspaces, (there) => {
		const names = there.map((one) => one.workspaceId);
		const others =
			names.length === 0 ? 'No workspace is set up.' : `Set up are: ${names.join(', ')}.`;
		if (workspaceId !== '') {
			return names.includes(workspaceId)
				? ok(`The workspace ${workspaceId} is set up.`)
				: problem(
						`The workspace ${workspaceId} is not set up. ${others}`,
						`Choose one that is in the list, or: ${SET_UP}`,
					);
		}
		const ours = meant(there, { workspaceId, account });
		const [only, ...more] = ours;
		if (only && more.length === 0) return ok(`The workspace ${only.workspaceId} is set up.`);
		if (only)
			return problem(
				`Several workspaces may be meant: ${ours.map((one) => one.workspaceId).join(', ')}.`,
				'Choose one of them in the field Workspace of this node, and of the nodes that run the sync.',
			);
		return problem(
			sentences('No workspace belongs to the tenant of this credential.', others),
			SET_UP,
		);
	});
}

function workspaceTenant({ state, account, workspaceId }: Evidence): Judgement {
	const seen = valueOf(state);
	if (!seen) return judged(state, () => ok(''));
	if (!account)
		return unknown('The ServiceTitan credential does not say which tenant it is for: see below.');
	if (belongs({ workspaceId, tenantId: seen.tenant_id, environment: seen.environment }, account))
		return ok(`Both are tenant ${account.tenantId} (${account.environment}).`);
	return problem(
		`The workspace ${seen.workspace_id} belongs to tenant ${seen.tenant_id} (${seen.environment}), the credential to tenant ${account.tenantId} (${account.environment}).`,
		"Choose that tenant's credential, or another workspace. Until then every run is refused, so that two businesses are not mixed.",
	);
}
