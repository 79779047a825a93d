import { idIn, recordLocator } from '../recordLocator';

/** The note an operation is about: one of the chosen customer's. */
export const noteField = recordLocator({
	displayName: 'Note',
	name: 'noteId',
	description: "One of the customer's notes",
	searchListMethod: 'searchNotes',
	errorMessage: 'A note ID is a number',
});

/** @throws ZodError that names the field, where the value is no id */
export const noteIdOf = (value: unknown): number => idIn('Note', 'a note', value);
