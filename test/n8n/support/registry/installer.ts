import type { Call } from '../../../../demo/n8n/session';

export const PACKAGE = 'n8n-nodes-servicetitan-sync';

/** A community package as n8n lists it. */
export interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	/** The version that could be had instead. */
	updateAvailable?: string;
	failedLoading?: boolean;
	installedNodes: Array<{ name: string; type: string }>;
}

const path = '/community-packages';

/** What Settings → Community nodes does in n8n's editor, by the calls that it makes. */
export const installerOf = (call: Call) => ({
	installed: () => call<InstalledPackage[]>('GET', path),
	/** @param name  as a person types it, with a version behind it or without */
	install: (name: string) => call<InstalledPackage>('POST', path, { name }),
	/** To the latest version. */
	update: () => call<InstalledPackage>('PATCH', path, { name: PACKAGE }),
	uninstall: () => call('DELETE', `${path}?name=${PACKAGE}`),
});
