import type { Stage } from './stage/stage';
import type { Proof } from './proof/prove';

export const openingWords = `The demo: a real n8n copies changed customers of a simulated ServiceTitan into a Supabase database.
Everything runs on this machine, and nothing is sent anywhere.`;

/** Whether the job is proven, and what it takes for one changed customer. */
export function verdict({ ok, steps: [one] }: Proof): string {
	if (!ok || !one) return '\nIt did not all come out: see above.';
	return `
All of it came out.
One changed customer: ${one.seconds.toFixed(2)} s from the start of the poll to the row, ${one.serviceTitanCalls} calls to ServiceTitan, ${one.supabaseCalls} to Supabase.`;
}

/** Where to look and how to log in. All of it listens on this machine alone. */
export function placesToLook({ n8n, owner, serviceTitan, supabase, workspaceId }: Stage): string {
	return `
n8n           ${n8n.url}   log in as ${owner.email} with ${owner.password}
ServiceTitan  ${serviceTitan.url}   the simulated one: edit customers, add notes, switch faults on
Supabase      ${supabase.url}   secret key ${supabase.secretKey}
its database  ${supabase.pgUrl}
Workspace     ${workspaceId}
n8n's log     ${n8n.log}

Edit a customer on ServiceTitan's page, and see it arrive in contacts within 15 seconds. Ctrl-C ends everything.`;
}
