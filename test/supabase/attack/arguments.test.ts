import { randomUUID } from 'node:crypto';
import { spokenOf } from './support/answered';
import { dump } from './support/dump';
import { soundCalls, type SoundCall, type Target } from './support/functions';
import { hostileTexts, longTexts, wrongJson } from './support/hostile';
import { openScene, type Scene } from './support/scene';

let scene: Scene;
beforeAll(async () => {
	scene = await openScene();
});
afterAll(() => scene.db.drop());

const placeholder: Target = { workspace: 'w', run: randomUUID() };
const names = soundCalls(placeholder).map(({ name }) => name);

const soundCall = async (name: string): Promise<SoundCall & Target> => {
	const target = await scene.target();
	const found = soundCalls(target).find((call) => call.name === name);
	if (!found) throw new Error(name);
	return { ...found, ...target };
};

/** The body with one argument as the JSON text says, whatever it says. */
const bodyWith = (args: Record<string, unknown>, argument: string, json: string): string =>
	JSON.stringify({ ...args, [argument]: '@@' }).replace('"@@"', () => json);

/** What a call with wrong values may come to: a decision of the database, or a refusal of the values. */
const decent = /^(refused: (rejected|missing)( \w+)?|answered|[a-z_]+)$/;

it('the table of functions names each one that is there, with all its arguments', async () => {
	const declared = await scene.db.sql<Array<{ name: string; args: string[] | null }>>`
		select substr(p.proname, 14) as name, p.proargnames as args from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname like 'servicetitan\\_%'
			and p.prorettype = 'jsonb'::regtype and p.provolatile is not null
			and p.proname in ${scene.db.sql(names.map((name) => `servicetitan_${name}`))}`;
	const there = Object.fromEntries(declared.map(({ name, args }) => [name, args ?? []]));
	const listed = Object.fromEntries(
		soundCalls(placeholder).map(({ name, args }) => [name, Object.keys(args)]),
	);
	expect(there).toEqual(listed);
});

describe.each(names)('servicetitan_%s', (name) => {
	it('with arguments that are in order does what it is for', async () => {
		const { args } = await soundCall(name);
		expect(spokenOf(await scene.ask(name, args))).not.toMatch(/^refused/);
	});

	it('takes hostile text for text: nothing of others is read or written', async () => {
		const { args, texts, workspace } = await soundCall(name);
		const before = await dump(scene.db.sql, workspace);
		for (const argument of texts) {
			for (const [story, text] of [...hostileTexts, ...longTexts]) {
				const answer = await scene.ask(name, { ...args, [argument]: text });
				expect([argument, story, spokenOf(answer)]).toEqual([
					argument,
					story,
					expect.stringMatching(decent),
				]);
				if (name !== 'get_status') {
					expect(JSON.stringify(answer.body)).not.toContain('bystander"');
				}
			}
		}
		const after = await dump(scene.db.sql, workspace);
		expect(after.catalog).toEqual(before.catalog);
		expect(bystanders(after)).toEqual(bystanders(before));
	});

	it('answers in words to what is of the wrong type, to nulls one by one and all at once', async () => {
		const { args, workspace } = await soundCall(name);
		const before = await dump(scene.db.sql, workspace);
		for (const argument of Object.keys(args)) {
			for (const [story, json] of wrongJson) {
				const answer = await scene.ask(name, bodyWith(args, argument, json));
				expect([argument, story, spokenOf(answer)]).toEqual([
					argument,
					story,
					expect.stringMatching(decent),
				]);
			}
		}
		const nothing = Object.fromEntries(Object.keys(args).map((argument) => [argument, null]));
		expect(spokenOf(await scene.ask(name, nothing))).toMatch(decent);
		const after = await dump(scene.db.sql, workspace);
		expect(after.catalog).toEqual(before.catalog);
		expect(bystanders(after)).toEqual(bystanders(before));
	});
});

/** The rows that are not the attacker's own: those of workspaces that were there before. */
function bystanders({ tables }: { tables: Record<string, string[]> }): string[] {
	return Object.entries(tables).flatMap(([table, rows]) =>
		rows
			.filter((line) => line.includes('"bystander"') || table === 'servicetitan_sync_handed_out')
			.map((line) => `${table}: ${line}`),
	);
}
