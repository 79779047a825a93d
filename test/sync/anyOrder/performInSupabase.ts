import type { Action } from './action';
import type { HandMade } from './backend';
import { chosenCustomer } from './perform';
import type { Stage } from './stage';

type InSupabase = Extract<
	Action,
	{
		type: 'typeContact' | 'annotate' | 'setIdle' | 'cursorBack' | 'enable' | 'release' | 'poison';
	}
>;

/** What people do in Supabase's table editor and by their SQL. */
export async function performInSupabase(
	stage: Stage,
	action: InSupabase,
): Promise<string | undefined> {
	const { backend } = stage;
	switch (action.type) {
		case 'typeContact':
			return await typeContact(stage, action);
		case 'annotate':
			return await annotate(stage, action);
		case 'setIdle':
			await backend.setState({ sync_status: 'idle' });
			return 'somebody sets sync_status to idle';
		case 'cursorBack':
			return await moveCursorBack(stage, action.minutes);
		case 'enable':
			await backend.call('servicetitan_set_enabled', {
				p_workspace_id: backend.workspaceId,
				p_enabled: action.on,
			});
			return `the sync is switched ${action.on ? 'on' : 'off'}`;
		case 'release':
			await backend.call('servicetitan_release_run', {
				p_workspace_id: backend.workspaceId,
				p_reason: 'it hangs',
			});
			return 'somebody releases the run';
		case 'poison': {
			const id = chosenCustomer(stage, action.customer);
			if (id === undefined) return undefined;
			await backend.poison(String(id), action.on);
			if (action.on) stage.poisonous.add(String(id));
			else stage.poisonous.delete(String(id));
			return `the row of customer ${id} is ${action.on ? 'refused' : 'accepted'} from now on`;
		}
	}
}

async function typeContact(
	stage: Stage,
	{ like, how, value }: Extract<Action, { type: 'typeContact' }>,
): Promise<string> {
	const id = chosenCustomer(stage, like);
	const methods = id === undefined || how === 'other' ? [] : stage.simulator.contactsOf(id);
	const phone = methods.find(({ type }) => type === 'Phone' || type === 'MobilePhone')?.value;
	const email = methods.find(({ type }) => type === 'Email')?.value;
	const contact: HandMade = {
		firstname: `Typed${value}`,
		phone: how === 'email' ? null : `${phone ?? `512 555 ${value}`} `,
		email: how === 'phone' ? null : ` ${(email ?? `typed${value}@example.com`).toUpperCase()}`,
		metadata: { metAt: `fair ${value}`, custom_fields: { shoeSize: value } },
	};
	const contactId = await stage.backend.typeContact(contact);
	stage.circumstances.handMade.add(contactId, contact);
	return `somebody types in the contact ${contact.firstname} ${contact.phone} ${contact.email}`;
}

async function annotate(
	{ backend, circumstances, poisonous }: Stage,
	{ contact, value }: Extract<Action, { type: 'annotate' }>,
): Promise<string | undefined> {
	const contacts = await backend.contacts();
	const chosen = contacts[contact % contacts.length];
	// A constraint holds for people too.
	if (!chosen || poisonous.has(chosen.crm_id ?? '')) return undefined;
	const [key, note] = [`note${value}`, `says ${value}`];
	await backend.annotate(chosen.id, key, note);
	circumstances.handMade.annotate(chosen.id, key, note);
	return `somebody notes ${key} in the contact of customer ${chosen.crm_id}`;
}

async function moveCursorBack(
	{ backend, overheard }: Stage,
	minutes: number,
): Promise<string | undefined> {
	const { cursor, run_id } = await backend.state();
	if (cursor === null) return undefined;
	const moved = new Date(Date.parse(cursor) - minutes * 60_000).toISOString();
	await backend.setState({ last_modified_cursor: moved });
	overheard.overrule(run_id);
	return `somebody moves the cursor back to ${moved}`;
}
