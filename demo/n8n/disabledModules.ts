import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Parts of n8n that want the internet, or that a demo has no use for. */
const unwanted =
	'mcp-registry,insights,chat-hub,instance-ai,agents,mcp,external-secrets,provisioning,breaking-changes,source-control,ldap,sso-saml,sso-oidc,dynamic-credentials,log-streaming,quick-connect,workflow-builder'.split(
		',',
	);

/**
 * What of it this n8n has, as it wants it told: one that hears of a module it does not know does not start.
 * @param modules  n8n's node_modules; where they are unknown, n8n is taken for a recent one
 */
export function disabledModules(modules?: string): string {
	const known = (name: string) =>
		!modules ||
		[name, `${name}.ee`].some((folder) =>
			existsSync(join(modules, 'n8n', 'dist', 'modules', folder)),
		);
	return unwanted.filter(known).join(',');
}
