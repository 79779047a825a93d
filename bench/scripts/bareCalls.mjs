/** Sends given calls one after the other over kept connections, and times them. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from './serviceTitan.mjs';

const { account, supabase, calls } = JSON.parse(readFileSync(0, 'utf8'));
const { base, headers: toServiceTitan } = await signIn(account);
const toSupabase = {
	apikey: supabase.secretKey,
	authorization: `Bearer ${supabase.secretKey}`,
	'content-type': 'application/json',
};
await sleep(1_100);
// Opens both connections and lets the machine code be made: what is timed is a warm client's calls.
for (let turn = 0; turn < 20; turn += 1) {
	const version = `${supabase.url}/rest/v1/rpc/servicetitan_schema_version`;
	await (await fetch(version, { method: 'POST', headers: toSupabase, body: '{}' })).text();
	await (await fetch(`${base}/customers?ids=1`, { headers: toServiceTitan })).text();
}
// Ours has just asked for as much: together they must stay below ServiceTitan's limit of a second.
await sleep(1_100);

const started = performance.now();
const answers = [];
for (const { service, method, path, body } of calls) {
	const [address, headers] =
		service === 'Supabase' ? [supabase.url, toSupabase] : [account.url, toServiceTitan];
	const began = performance.now();
	const answer = await fetch(address + path, { method, headers, ...(body ? { body } : {}) });
	const content = await answer.json();
	answers.push({
		status: answer.status,
		ms: performance.now() - began,
		outcome: content?.outcome,
		counts: content?.counts,
	});
}
const ms = performance.now() - started;
console.log(JSON.stringify({ ms, answers }));
