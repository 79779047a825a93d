import { connectServiceTitan } from '../../../transport/serviceTitan';
import { listContext } from './contexts';
import { N8nHost } from './n8nHost';
import { startServiceTitanWorld } from './serviceTitanWorld';

/** A ServiceTitan that ignores a parameter of the query, as it ignores all it does not know. */
export async function deafTo(parameter: string) {
	const { simulator, clock, credential } = startServiceTitanWorld();
	const ids = [1, 2].map(
		() => simulator.addCustomer({ contacts: [{ type: 'Phone', value: '5550100' }] }).id,
	);
	const deaf = new N8nHost(
		(request) => {
			const url = new URL(request.url);
			if (url.searchParams.has(parameter)) url.searchParams.set(parameter, ids.join());
			return simulator.fetch(new Request(url, request));
		},
		{ serviceTitanOAuth2Api: credential },
	);
	return { simulator, ids, connection: await connectServiceTitan(listContext(deaf), clock) };
}
