import type { Evidence, WorkspaceSeen } from './evidence';

/** The workspaces a node may mean: the one it names, or those of the credential's tenant, or all of them. */
export function meant(
	there: WorkspaceSeen[],
	{ workspaceId, account }: Pick<Evidence, 'workspaceId' | 'account'>,
): WorkspaceSeen[] {
	if (workspaceId !== '') return there.filter((one) => one.workspaceId === workspaceId);
	return account ? there.filter((one) => belongs(one, account)) : there;
}

/** What a workspace does not say it takes from the first run. */
export const belongs = (
	{ tenantId, environment }: WorkspaceSeen,
	account: { tenantId: string; environment: string },
): boolean =>
	(tenantId ?? account.tenantId) === account.tenantId &&
	(environment ?? account.environment) === account.environment;
