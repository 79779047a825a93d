import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { html, raw } from 'hono/html';

import type { TenantIdentity } from '../../tenant/tenant';
import type { World } from '../../world';

type Part = ReturnType<typeof html>;

interface Parts {
	world: World;
	identity: TenantIdentity;
	customers: Part;
	faults: Part;
	log: Part;
}

const file = (name: string): string => readFileSync(join(__dirname, name), 'utf8');

/** The whole page in one piece: nothing is loaded from anywhere else. */
export const document = ({ world, identity, customers, faults, log }: Parts): Part =>
	html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<title>ServiceTitan, simulated</title>
				<link rel="icon" href="/favicon.ico" />
				<style>
					${raw(file('page.css'))}
				</style>
			</head>
			<body>
				<header>
					<h1>ServiceTitan, simulated</h1>
					<p class="quiet">Tenant ${identity.tenantId} · nothing here is real</p>
					<details class="connect">
						<summary>Connect n8n</summary>
						${connection(world, identity)}
					</details>
				</header>
				<main>
					<section class="customers" aria-label="Customers">
						<div class="bar">
							<h2>Customers</h2>
							<input
								type="search"
								id="search"
								placeholder="Name, phone, e-mail or id"
								aria-label="Search customers"
							/>
						</div>
						<div id="customers">${customers}</div>
					</section>
					<section class="faults" aria-label="Faults"><div id="faults">${faults}</div></section>
					<section class="log" aria-label="Request log">
						<div class="bar">
							<h2>Requests</h2>
							<span class="quiet" id="live">live</span>
							<button type="button" class="plain" data-send="DELETE /control/log">Clear</button>
						</div>
						<div id="log">${log}</div>
					</section>
				</main>
				<p id="notice" role="status" hidden></p>
				<script>
					${raw(file('page.js'))};
				</script>
			</body>
		</html>`;

const connection = (world: World, identity: TenantIdentity): Part =>
	html`<dl>
		<dt>Environment</dt>
		<dd>Custom</dd>
		<dt>API and authentication URL</dt>
		<dd><code data-origin></code></dd>
		<dt>Tenant ID</dt>
		<dd><code>${identity.tenantId}</code></dd>
		<dt>Client ID</dt>
		<dd><code>${identity.clientId}</code></dd>
		<dt>Client Secret</dt>
		<dd><code>${identity.clientSecret}</code></dd>
		<dt>App Key</dt>
		<dd><code>${world.appKey}</code></dd>
	</dl>`;
