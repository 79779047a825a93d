/**
 * The way of the worker that this package replaces: pages of 50 customers, their contact methods, and rows in
 * chunks of 25 through PostgREST, one call after the other.
 */
import { readFileSync } from 'node:fs';
import { rowOf } from './plainRow.mjs';
import { reader, signIn } from './serviceTitan.mjs';

const PAGE = 50;
const CHUNK = 25;
const { account, supabase, workspaceId, since } = JSON.parse(readFileSync(0, 'utf8'));
const headers = {
	apikey: supabase.secretKey,
	authorization: `Bearer ${supabase.secretKey}`,
	'content-type': 'application/json',
	prefer: 'resolution=merge-duplicates,return=minimal',
};

const started = performance.now();
const { get, calls } = reader(await signIn(account));
let supabaseCalls = 0;

async function upsert(rows) {
	const url = `${supabase.url}/rest/v1/contacts?on_conflict=workspace_id,crm_id`;
	const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(rows) });
	supabaseCalls += 1;
	if (!answer.ok) throw new Error(`Supabase answered ${answer.status}: ${await answer.text()}`);
	await answer.text();
}

for (let page = 1, more = true; more; page += 1) {
	const query = `modifiedOnOrAfter=${since}&active=Any&sort=%2BId&pageSize=${PAGE}&page=${page}`;
	const { data: customers, hasMore } = await get(`customers?${query}`);
	more = hasMore;
	if (customers.length === 0) break;
	const ids = customers.map(({ id }) => id).join(',');
	const { data: methods } = await get(`customers/contacts?customerIds=${ids}&pageSize=500`);
	const rows = customers
		.map((customer) => rowOf(customer, methods, workspaceId))
		.filter(({ phone, email }) => phone || email);
	for (let start = 0; start < rows.length; start += CHUNK)
		await upsert(rows.slice(start, start + CHUNK));
}
const ms = performance.now() - started;
console.log(JSON.stringify({ ms, serviceTitanCalls: calls() + 1, supabaseCalls }));
