import type { N8nClient } from '../../../demo/n8n/N8nClient';
import type { Workflow } from '../../../demo/n8n/workflow';

export interface Imported extends Workflow {
	/** The first n8n 2 gives it one of its own, whatever is asked for. */
	id: string;
	versionId: string;
}

/** What n8n's editor does with a file that was imported, once it is saved. */
export const importInEditor = (client: N8nClient, workflow: Workflow): Promise<Imported> =>
	client.call<Imported>('POST', '/workflows', { ...workflow, active: false });
