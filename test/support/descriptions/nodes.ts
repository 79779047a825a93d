import type { INodeTypeDescription } from 'n8n-workflow';

import { ServiceTitan } from '../../../nodes/ServiceTitan/ServiceTitan.node';
import { ServiceTitanSync } from '../../../nodes/ServiceTitanSync/ServiceTitanSync.node';
import { ServiceTitanTrigger } from '../../../nodes/ServiceTitanTrigger/ServiceTitanTrigger.node';
import { SupabaseContactUpsert } from '../../../nodes/SupabaseContactUpsert/SupabaseContactUpsert.node';

/** The descriptions of all nodes of the package. */
export const descriptions: INodeTypeDescription[] = [
	ServiceTitanTrigger,
	ServiceTitan,
	SupabaseContactUpsert,
	ServiceTitanSync,
].map((Node) => new Node().description);
