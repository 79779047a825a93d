import { checkpointRun } from './checkpointRun';
import type { Database } from './database';
import { failRun, releaseRun } from './failRun';
import { finishRun } from './finishRun';
import type { JsonObject } from './json';
import { listCrmIds } from './listCrmIds';
import { resetCursor } from './resetCursor';
import { startRun } from './startRun';
import { clearStaged, stagedMethods, stageMethods } from './staging';
import { getStatus } from './status';
import { upsertContacts } from './upsertContacts';
import { listWorkspaces, setEnabled, setUpWorkspace } from './workspaces';

/** The functions of the database by their names. */
export const functions: Record<string, (database: Database, args: JsonObject) => JsonObject> = {
	servicetitan_set_up_workspace: setUpWorkspace,
	servicetitan_list_workspaces: listWorkspaces,
	servicetitan_set_enabled: setEnabled,
	servicetitan_reset_cursor: resetCursor,
	servicetitan_start_run: startRun,
	servicetitan_checkpoint_run: checkpointRun,
	servicetitan_finish_run: finishRun,
	servicetitan_fail_run: failRun,
	servicetitan_release_run: releaseRun,
	servicetitan_upsert_contacts: upsertContacts,
	servicetitan_stage_methods: stageMethods,
	servicetitan_staged_methods: stagedMethods,
	servicetitan_clear_staged: clearStaged,
	servicetitan_list_crm_ids: listCrmIds,
	servicetitan_get_status: getStatus,
};
