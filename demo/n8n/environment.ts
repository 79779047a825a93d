import type { Host } from '../host/host';
import { disabledModules } from './disabledModules';

/** One n8n: where it lives and what it talks to. Started twice with the same place, it finds its data again. */
export interface N8nPlace {
	host: Host;
	/** n8n's user folder; `.n8n` is made inside it. */
	folder: string;
	/** Its database, `postgres://user:password@host:port/name`. */
	database: string;
	port: number;
	/** Where n8n hands Code nodes to its runner; one per process. */
	brokerPort: number;
	/** What n8n encrypts credentials with; losing it is losing them. */
	encryptionKey: string;
	/** Further variables, e.g. durable cursors or queue mode. */
	more?: Record<string, string>;
}

/** n8n's switches for everything that wants the internet, or that a demo has no use for. */
const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

/** Variables of a person's own n8n, of npm and of a test runner would change ours. */
const foreign =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|GENERIC_TIMEZONE|NODE_OPTIONS|NODE_PATH|NODE_ENV|JEST_|npm_)/;

export function environment(place: N8nPlace): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(own),
		...quiet,
		N8N_DISABLED_MODULES: disabledModules(place.host.modules),
		...database(new URL(place.database)),
		N8N_USER_FOLDER: place.folder,
		N8N_ENCRYPTION_KEY: place.encryptionKey,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(place.port),
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${place.port}/`,
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		// The demo is plain HTTP on this machine; browsers would not send a secure cookie.
		N8N_SECURE_COOKIE: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '8',
		...place.more,
	};
}

const database = (url: URL) => ({
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: url.hostname,
	DB_POSTGRESDB_PORT: url.port,
	DB_POSTGRESDB_DATABASE: url.pathname.slice(1),
	DB_POSTGRESDB_USER: decodeURIComponent(url.username),
	DB_POSTGRESDB_PASSWORD: decodeURIComponent(url.password),
});
