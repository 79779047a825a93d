import type { Judge } from './finding';

export const switchedOff: Judge = ({ workspace_id, sync_enabled }) => ({
	kind: 'switchedOff',
	wrong: !sync_enabled,
	text: `Workspace ${workspace_id}: the sync is switched off.`,
	toDo: 'Nothing is lost: it catches up once ServiceTitan Sync → Set Enabled switches it on again.',
	over: `Workspace ${workspace_id}: the sync is switched on again.`,
});
