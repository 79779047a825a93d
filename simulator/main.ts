import { parseArgs } from 'node:util';

import { ServiceTitanSimulator } from './serviceTitanSimulator';

/** From here on it takes seconds. */
const MANY = 100_000;

const USAGE = 'npm run simulate -- [--port 4010] [--customers 500] [--seed 1]';

async function main(): Promise<void> {
	const { port, customers, seed } = readArguments(process.argv.slice(2));
	if (customers >= MANY) console.log(`Making up ${customers} customers …`);
	const simulator = new ServiceTitanSimulator({ customers, seed });
	const { url } = await simulator.listen({ port });
	console.log(announcement(simulator, url, customers));
}

function readArguments(args: string[]) {
	const options = {
		port: { type: 'string', default: '4010' },
		customers: { type: 'string', default: '500' },
		seed: { type: 'string', default: '1' },
	} as const;
	const { values } = parseArgs({ args, options });
	return {
		port: whole('port', values.port),
		customers: whole('customers', values.customers),
		seed: whole('seed', values.seed),
	};
}

function whole(name: string, text: string): number {
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw new RangeError(`--${name} takes a whole number, and "${text}" is none.`);
}

function announcement(
	{ tenant, world }: ServiceTitanSimulator,
	url: string,
	customers: number,
): string {
	const { tenantId, clientId, clientSecret } = tenant.identity;
	return `ServiceTitan, simulated, is ready with ${customers} customers. Ctrl-C ends it.

  Look at it          ${url}

  To paste into the ServiceTitan credential in n8n:
  Environment         Custom
  API URL             ${url}
  Authentication URL  ${url}
  Tenant ID           ${tenantId}
  Client ID           ${clientId}
  Client Secret       ${clientSecret}
  App Key             ${world.appKey}
`;
}

main().catch((failure: unknown) => {
	const { code, message } = failure as { code?: string; message?: string };
	const taken = code === 'EADDRINUSE' ? 'That port is taken: give another one by --port.' : message;
	console.error(`${taken}\n${USAGE}`);
	process.exitCode = 1;
});
