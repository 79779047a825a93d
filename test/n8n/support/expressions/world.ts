import postgres from 'postgres';
import { join } from 'node:path';

import {
	addPicturedRecords,
	type PicturedRecords,
} from '../../../../demo/pictures/picturedRecords';
import { demoCredentials } from '../../../../demo/stage/credentials';
import { root } from '../../../../demo/stage/root';
import type { Stage } from '../../../../demo/stage/stage';
import { setUpWorkspace } from '../../../../demo/stage/workspace';
import type { CredentialLinks } from '../../../../demo/n8n/storeCredentials';
import { applyMigrations } from '../../../../demo/supabase/migrations';
import { blankSupabase } from '../../../../demo/supabase/names';
import {
	APP_KEY,
	CLIENT_ID,
	CLIENT_SECRET,
	ServiceTitanSimulator,
	TENANT_ID,
} from '../../../../simulator';
import { openRecorder, type Recorder } from './recorder';

/** A ServiceTitan and a Supabase of their own, the same at each opening, with credentials for them in n8n. */
export interface World {
	credentials: CredentialLinks;
	records: [PicturedRecords, PicturedRecords];
	simulator: ServiceTitanSimulator;
	/** What Supabase was asked. */
	recorder: Recorder;
	close(): Promise<void>;
}

export async function openWorld({ supabase, client }: Stage, name: string): Promise<World> {
	const { control, secretKey } = supabase;
	const { pgUrl, url } = await control.open({ name, template: blankSupabase });
	const sql = postgres(pgUrl, { max: 1, onnotice: () => undefined });
	await applyMigrations(sql, join(root, 'supabase', 'migrations'));
	await sql`alter table contacts add column lead_source text`;
	await sql.end({ timeout: 2 });
	await control.reloadSchema(name);

	const recorder = await openRecorder(url ?? '');
	const setup = { workspaceId: '45963', tenantId: String(TENANT_ID), timezone: 'UTC' };
	await setUpWorkspace({ url: url ?? '', secretKey }, setup);

	const simulator = new ServiceTitanSimulator({ customers: 5 });
	const records: World['records'] = [addPicturedRecords(simulator), addPicturedRecords(simulator)];
	const server = await simulator.listen();
	const credentials = await client.storeCredentials(
		demoCredentials({
			serviceTitan: {
				url: server.apiUrl,
				tenantId: String(TENANT_ID),
				clientId: CLIENT_ID,
				clientSecret: CLIENT_SECRET,
				appKey: APP_KEY,
			},
			supabase: { url: recorder.url, secretKey },
		}).map((credential) => ({ ...credential, name: `${credential.name}, ${name}` })),
	);
	return {
		...{ credentials, records, simulator, recorder },
		async close() {
			await recorder.close();
			await server.close();
		},
	};
}
