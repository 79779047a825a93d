import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';

import { n8nCommand } from '../../../demo/n8n/n8nCommand';
import { root } from '../../../demo/stage/root';
import { APP_KEY, type Business } from '../../../simulator';
import type { KillScene } from './scene';

const zones = [
	'America/Chicago',
	'America/Los_Angeles',
	'Europe/Berlin',
	'Asia/Tokyo',
	'Pacific/Auckland',
];

/** One of many businesses. Their customers have the same ids, so that one in the wrong place would show. */
export interface ManyTenant {
	number: number;
	workspaceId: string;
	tenantId: number;
	clientId: string;
	clientSecret: string;
	timezone: string;
	/** `undefined`: day and night. */
	hours: { from: string; to: string } | undefined;
	business: Business;
}

/** Hours by the clock on the wall there which begin so many hours from now and last three. */
function hoursFromNow(timezone: string, begin: number): { from: string; to: string } {
	const from = DateTime.now().setZone(timezone).plus({ hours: begin });
	return { from: from.toFormat('HH:mm'), to: from.plus({ hours: 3 }).toFormat('HH:mm') };
}

/** Every third one has no hours, every fifth one is closed. */
export const isClosed = ({ number }: { number: number }): boolean => number % 5 === 0;

export function openTenant(scene: KillScene, number: number): ManyTenant {
	const timezone = zones[number % zones.length] ?? 'UTC';
	const identity = {
		tenantId: 2_000_000 + number,
		clientId: `cid.business${number}`,
		clientSecret: `cs.secret-of-business-${number}`,
	};
	const hours = isClosed({ number }) ? hoursFromNow(timezone, 3) : hoursFromNow(timezone, -1);
	return {
		...identity,
		number,
		timezone,
		workspaceId: `workspace-${number}`,
		hours: number % 3 === 0 && !isClosed({ number }) ? undefined : hours,
		business: scene.serviceTitan.addTenant(identity),
	};
}

/** Does what docs/scaling.md says: the script, n8n's two imports, and its SQL. */
export async function provisionTenants(scene: KillScene, tenants: ManyTenant[], wrong: number) {
	const { place, credentials } = scene.packaged;
	const folder = join(place.folder, 'tenants');
	mkdirSync(folder);
	const list = join(folder, 'tenants.json');
	const { url } = scene.serviceTitanAccount;
	writeFileSync(
		list,
		JSON.stringify(
			tenants.map(({ number, workspaceId, tenantId, clientId, clientSecret, timezone, hours }) => ({
				workspaceId,
				tenantId: String(tenantId),
				clientId,
				clientSecret: number === wrong ? 'mistyped' : clientSecret,
				appKey: APP_KEY,
				name: `Business ${number}`,
				environment: 'custom',
				apiUrl: url,
				authUrl: url,
				timezone,
				...hours,
			})),
		),
	);
	const script = join(root, 'workflows', 'provisionTenants.mjs');
	execFileSync(process.execPath, [script, list, credentials.supabaseSyncApi?.id ?? '', folder]);
	const input = (name: string) => `--input=${join(folder, name)}`;
	await n8nCommand(place, ['import:credentials', input('credentials.json')]);
	await n8nCommand(place, ['import:workflow', input('workflows.json'), '--activeState=fromJson']);
	await scene.sql.unsafe(readFileSync(join(folder, 'workspaces.sql'), 'utf8'));
}

/** The credential of a tenant as a person corrects it. */
export async function correctSecret(scene: KillScene, tenant: ManyTenant): Promise<void> {
	const path = `/credentials/servicetitan-${tenant.tenantId}`;
	const { call } = scene.packaged.client;
	const { name, type, data } = await call<{ name: string; type: string; data: object }>(
		'GET',
		`${path}?includeData=true`,
	);
	await call('PATCH', path, { name, type, data: { ...data, clientSecret: tenant.clientSecret } });
}
