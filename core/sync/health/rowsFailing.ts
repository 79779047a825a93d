import { counted, type Judge } from './finding';

export const rowsFailing: Judge = ({ workspace_id, failing, failing_rows }, _, { failingRows }) => {
	const some = failing_rows.map(({ crm_id, reason }) => `${crm_id} (${reason ?? 'no reason'})`);
	return {
		kind: 'rowsFailing',
		wrong: failing > 0 && failing >= failingRows,
		text: `Workspace ${workspace_id}: ${counted(failing, 'customer')} cannot be written${some.length < failing ? ', for example' : ':'} ${some.join('; ')}.`,
		toDo: `${failing === 1 ? 'It is tried again by itself' : 'They are tried again by themselves'}. ServiceTitan Sync → Explain Customer says what is in the way of one; servicetitan_sync_failures lists all.`,
		over: `Workspace ${workspace_id}: all customers are written.`,
	};
};
