/** What a person pastes into the n8n credential; also what a simulator without options expects. */
export const TENANT_ID = 1234567890;
export const CLIENT_ID = 'cid.simulatedbusiness0001';
export const CLIENT_SECRET = 'cs1.simulated-secret-of-the-first-business';
export const APP_KEY = 'ak1.simulatedappkey0001';

/** Every scope an app can be given here; a tenant has all of them until a test takes one away. */
export const SCOPES = [
	'tn.crm.customers:r',
	'tn.crm.customers:w',
	'tn.crm.locations:r',
	'tn.crm.locations:w',
	'tn.crm.tags:w',
	'tn.jpm.jobs:r',
	'tn.stn.tagtypes:r',
] as const;

export type Scope = (typeof SCOPES)[number];
