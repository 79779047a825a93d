import type { IExecuteFunctions } from 'n8n-workflow';

import { withoutSecrets } from '../../core/withoutSecrets';

const TIME_LIMIT_MS = 10_000;

/**
 * Tells a service outside that all is well. Its failure is nobody's here: that service notices the missing call.
 * @returns what came of it, in words
 */
export async function sendHeartbeat(context: IExecuteFunctions, url: string): Promise<string> {
	try {
		await context.helpers.httpRequest({ method: 'GET', url, timeout: TIME_LIMIT_MS, json: false });
		return 'sent';
	} catch (failure) {
		const why = failure instanceof Error ? failure.message : String(failure);
		// The address itself is a secret: whoever knows it can say that all is well.
		return `not sent: ${withoutSecrets(why).replaceAll(url, 'the address')}`;
	}
}
