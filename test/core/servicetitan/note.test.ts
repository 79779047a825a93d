import { note } from '../../../core/servicetitan/note';

const complete = {
	id: 5,
	text: 'Gate code 12',
	isPinned: false,
	createdById: 3,
	createdOn: '2021-07-19T20:35:38.28Z',
	modifiedOn: '2021-07-19T20:35:38.2876004Z',
};

it('reads a note as ServiceTitan sends it', () => {
	expect(note.parse(complete)).toEqual({ ...complete, createdOn: '2021-07-19T20:35:38.2800000Z' });
});

it.each([
	['needs its id alone', { id: 5 }],
	[
		'takes null for everything else',
		{ id: 5, text: null, isPinned: null, createdById: null, createdOn: null, modifiedOn: null },
	],
	['lets fields through that we do not know', { id: 5, mood: 'good' }],
])('%s', (_story, given) => {
	expect(note.parse(given)).toEqual(given);
});

it.each([
	['no id', { text: 'x' }],
	['an id that is none', { id: 'x' }],
	['text that is no text', { id: 5, text: {} }],
	['a date that is none', { id: 5, createdOn: 'soon' }],
])('refuses %s', (_story, given) => {
	expect(note.safeParse(given).success).toBe(false);
});
