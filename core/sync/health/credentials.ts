import { secondsBetween } from '../../instant';
import { minuteOf, type Judge } from './finding';

const WARN_DAYS = 14;

/** The Supabase key says until when it is good, where it is one of the older form. */
export const credentials: Judge = ({ workspace_id }, { now, keyEndsAt }) => {
	if (keyEndsAt === null) return null;
	const days = secondsBetween(now, keyEndsAt) / 86_400;
	return {
		kind: 'credentials',
		wrong: days < WARN_DAYS,
		text: `Workspace ${workspace_id}: the Supabase key ends at ${minuteOf(keyEndsAt)}, in ${Math.max(0, Math.floor(days))} days.`,
		toDo: 'Make a new secret key in Supabase (Project Settings → API Keys), put it into the credential and press Save: its test says whether it works.',
		over: `Workspace ${workspace_id}: the Supabase key is good for longer.`,
	};
};
