/**
 * The limit: fetches the same pages and COPYs the same rows, and does nothing else. Both exports are read at
 * once, and rows go out while pages come in. The rows were prepared before: nothing is mapped or compared here.
 */
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { reader, signIn } from './serviceTitan.mjs';

const { account, pgUrl, table, file } = JSON.parse(readFileSync(0, 'utf8'));
const rows = readFileSync(file);
const ends = [];
for (let at = rows.indexOf(10); at !== -1; at = rows.indexOf(10, at + 1)) ends.push(at + 1);
const sql = postgres(pgUrl, { max: 1, onnotice: () => undefined });
await sql`select 1`;

const started = performance.now();
const { get, calls } = reader(await signIn(account));
const writer = await sql`copy ${sql(table)} from stdin`.writable();
const copied = new Promise((done, fail) => writer.once('finish', done).once('error', fail));
let sent = 0;
let place = 0;

async function sendUpTo(count) {
	const end = ends[Math.min(count, ends.length) - 1] ?? 0;
	if (end <= place) return;
	const free = writer.write(rows.subarray(place, end));
	place = end;
	if (!free) await new Promise((go) => writer.once('drain', go));
}

async function* pages(path) {
	for (let from = ''; ; ) {
		const { data, hasMore, continueFrom } = await get(`${path}?from=${from}`);
		yield data;
		if (!hasMore) return;
		from = encodeURIComponent(continueFrom);
	}
}

const contacts = (async () => {
	let count = 0;
	for await (const data of pages('export/customers/contacts')) count += data.length;
	return count;
})();
for await (const data of pages('export/customers')) await sendUpTo((sent += data.length));
await sendUpTo(ends.length);
const methods = await contacts;
writer.end();
await copied;
const ms = performance.now() - started;
await sql.end();
console.log(JSON.stringify({ ms, serviceTitanCalls: calls() + 1, customers: sent, methods }));
