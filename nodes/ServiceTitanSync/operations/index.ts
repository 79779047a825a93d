import type { Operation } from '../operation';
import { checkHealth } from './checkHealth';
import { checkAssumptions } from './checkAssumptions';
import { diagnose } from './diagnose';
import { explainCustomer } from './explainCustomer';
import { failRun } from './failRun';
import { finishRun } from './finishRun';
import { getSetupSql } from './getSetupSql';
import { getStatus } from './getStatus';
import { markAlertsTold } from './markAlertsTold';
import { releaseRun } from './releaseRun';
import { resetCursor } from './resetCursor';
import { runIncrementalSync } from './runIncrementalSync';
import { runInitialSync } from './runInitialSync';
import { runReconciliation } from './runReconciliation';
import { setEnabled } from './setEnabled';
import { setUpWorkspace } from './setUpWorkspace';
import { takeDueWorkspaces } from './takeDueWorkspaces';

/** Every operation of the node; a further one is a file here and an entry in this list. */
export const operations: Operation[] = [
	runIncrementalSync,
	runInitialSync,
	runReconciliation,
	finishRun,
	failRun,
	releaseRun,
	setUpWorkspace,
	getSetupSql,
	getStatus,
	setEnabled,
	resetCursor,
	takeDueWorkspaces,
	checkHealth,
	markAlertsTold,
	diagnose,
	explainCustomer,
	checkAssumptions,
];
