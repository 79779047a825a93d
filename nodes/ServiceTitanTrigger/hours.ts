import type { IPollFunctions } from 'n8n-workflow';

import { isOpen, type BusinessHoursInput } from '../../core/sync/businessHours';
import type { Workspace } from '../../transport/supabase/workspaces';
import type { Connections } from '../shared/connectPorts';
import { findWorkspace } from '../shared/findWorkspace';
import { systemClock } from '../shared/systemClock';
import type { Settings } from './settings';

/** Hours with what is said nearest winning: in the node, else in the workspace, else in the workflow. */
function hoursOf(
	context: IPollFunctions,
	{ businessHours }: Settings,
	workspace?: Workspace,
): BusinessHoursInput {
	return {
		...(workspace?.business_hours as BusinessHoursInput | null | undefined),
		...Object.fromEntries(Object.entries(businessHours).filter(([, said]) => said !== '')),
		timezone: businessHours.timezone || workspace?.timezone || context.getTimezone(),
	};
}

export const isOpenByWorkflow = (context: IPollFunctions, settings: Settings): boolean =>
	!settings.onlyBusinessHours || isOpen(hoursOf(context, settings), systemClock.now());

/** @throws RequestFailed where the workspace's own hours are needed and Supabase cannot be reached */
export async function isOpenByWorkspace(
	context: IPollFunctions,
	settings: Settings,
	connections: Connections,
): Promise<boolean> {
	if (!settings.onlyBusinessHours) return true;
	const workspace = await workspaceOf(settings, connections);
	return isOpen(hoursOf(context, settings, workspace), systemClock.now());
}

async function workspaceOf(
	{ workspaceId, businessHours }: Settings,
	{ serviceTitan, supabase }: Connections,
): Promise<Workspace | undefined> {
	const { from, to, days, timezone } = businessHours;
	if (from && to && days && timezone) return undefined;
	return await findWorkspace(supabase, { ...serviceTitan, workspaceId });
}
