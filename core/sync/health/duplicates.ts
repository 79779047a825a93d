import { counted, type Judge } from './finding';

export const duplicates: Judge = ({ workspace_id }, { duplicates: found }) =>
	found === null
		? null
		: {
				kind: 'duplicates',
				wrong: found > 0,
				text: `Workspace ${workspace_id}: ${counted(found, 'contact')} may be there twice, with the same phone number or e-mail address.`,
				toDo: 'ServiceTitan Sync → Diagnose names some. Merge them in ServiceTitan, or in Supabase where one was typed in by hand.',
				over: `Workspace ${workspace_id}: no contact seems to be there twice.`,
			};
