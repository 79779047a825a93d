import { counted, type Judge } from './finding';

export const duplicates: Judge = ({ workspace_id }, { duplicates: found }) =>
	found === null
		? null
		: {
				kind: 'duplicates',
				wrong: found > 0,
				text: `Workspace ${workspace_id}: ${counted(found, 'contact')} may be there twice: under the same customer ID, or typed in by hand beside the customer's own.`,
				toDo: 'ServiceTitan Sync → Diagnose names some. Merge them in ServiceTitan, or in Supabase where one was typed in by hand.',
				over: `Workspace ${workspace_id}: no contact seems to be there twice.`,
			};
