import { z } from 'zod';

/** What globalSetup leaves in the environment for the workers that run the tests. */
const TestCluster = z.object({
	controlUrl: z.string(),
	secretKey: z.string(),
	publishableKey: z.string(),
});
type TestCluster = z.infer<typeof TestCluster>;

const variable = 'SERVICETITAN_SYNC_TEST_SUPABASE';

/** A database with every migration applied; copied for each test file. */
export const migratedTemplate = 'migrated_supabase';

export function announceCluster({ controlUrl, secretKey, publishableKey }: TestCluster): void {
	process.env[variable] = JSON.stringify({ controlUrl, secretKey, publishableKey });
}

/** @throws when the test does not run in the project `integration`, whose global setup starts the cluster */
export function testCluster(): TestCluster {
	const announced = process.env[variable];
	if (!announced) {
		throw new Error('No embedded Supabase: run this with `jest --selectProjects integration`.');
	}
	return TestCluster.parse(JSON.parse(announced));
}
