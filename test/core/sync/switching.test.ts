import { sentenceOfSwitch, type Switched } from '../../../core/sync/switching';

const switched = (more: Partial<Switched>): string =>
	sentenceOfSwitch({
		enabled: true,
		changed: true,
		cursor: '2026-07-01T12:00:00.000000Z',
		initialSyncCompleted: true,
		running: false,
		...more,
	});

it.each<[story: string, switched: Partial<Switched>, sentence: RegExp]>([
	[
		'on: what is read, from when on',
		{},
		/^The sync is switched on\. The next run reads everything that changed since 2026-07-01 12:00 UTC\.$/,
	],
	['on already', { changed: false }, /^The sync was switched on already; nothing changed\./],
	[
		'off: that nothing is lost',
		{ enabled: false },
		/^The sync is switched off\. No run starts from now on\. Nothing is lost: .* everything that changed meanwhile\.$/,
	],
	[
		'off while a run goes on',
		{ enabled: false, running: true },
		/still comes to its end; no other one starts/,
	],
	['on without a first run', { cursor: null, initialSyncCompleted: false }, /Run Initial Sync/],
	['on with its cursor lost', { cursor: null }, /cursor is empty.*Reset Cursor/],
	['on with a cursor that is none', { cursor: 'infinity' }, /\(infinity\).*Reset Cursor/],
])('switching says, %s', (_, given, sentence) => {
	expect(switched(given)).toMatch(sentence);
});
