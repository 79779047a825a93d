import { changesInCopy } from './stage/demoWorkflow';
import type { Stage } from './stage/stage';
import type { Proof } from './proof/prove';

export const openingWords = `The demo: a real n8n copies changed customers of a simulated ServiceTitan into a Supabase database.
Everything runs on this machine, and nothing is sent anywhere.`;

/** What the proof showed, where to look, and how to log in. */
export function placesToLook(stage: Stage, { ok, steps }: Proof): string {
	const { n8n, owner, serviceTitan, supabase, workspaceId } = stage;
	const one = steps[0];
	const measured = one
		? `One changed customer: ${one.seconds.toFixed(2)} s from the start of the poll to the row, ${one.serviceTitanCalls} calls to ServiceTitan, ${one.supabaseCalls} to Supabase.`
		: '';
	return `
${ok ? 'All of it came out.' : 'It did not all come out: see above.'} ${measured}

n8n           ${n8n.url}   log in as ${owner.email} with ${owner.password}
ServiceTitan  ${serviceTitan.url}   the simulated one: edit customers, add notes, switch faults on
Supabase      ${supabase.url}   secret key ${supabase.secretKey}
its database  ${supabase.pgUrl}
Workspace     ${workspaceId}; the workflow is a copy of workflows/servicetitan-contact-sync.json that ${changesInCopy}.
n8n's log     ${n8n.log}
`;
}
