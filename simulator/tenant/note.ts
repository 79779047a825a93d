import type { Instant } from '../../core/instant';
import { wireInstant } from '../clock';

export interface Note {
	id: number;
	customerId: number;
	text: string;
	isPinned: boolean;
	createdById: number;
	createdOn: Instant;
	modifiedOn: Instant;
}

export const noteReply = ({ customerId: _, ...note }: Note) => ({
	...note,
	createdOn: wireInstant(note.createdOn),
	modifiedOn: wireInstant(note.modifiedOn),
});

export type NoteReply = ReturnType<typeof noteReply>;
