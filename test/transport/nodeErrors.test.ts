import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { z, ZodError } from 'zod';

import { RequestFailed, type Failure, type FailureKind, type Service } from '../../core/failure';
import { Refused } from '../../core/sync/refusal';
import { sentenceFor, toNodeError } from '../../transport/nodeErrors';
import { CredentialIncomplete } from '../../transport/serviceTitan/account';
import { NODE } from '../support/n8nHost/n8nHost';

const detail = 'What the service said';

/** One of each kind, and the variants that have words of their own. */
const failures: Record<FailureKind, Failure[]> = {
	throttled: [
		{ kind: 'throttled', detail, retryAfterMs: 0 },
		{ kind: 'throttled', detail, retryAfterMs: 12_000 },
	],
	unavailable: [
		{ kind: 'unavailable', detail, refused: true },
		{ kind: 'unavailable', detail, status: 503 },
		{ kind: 'unavailable', detail, status: 500, code: '57014' },
	],
	expired: [{ kind: 'expired', detail }],
	denied: [
		{ kind: 'denied', detail },
		{ kind: 'denied', detail: 'Scope validation failed.' },
		{ kind: 'denied', detail, code: 'invalid_client' },
		{ kind: 'denied', detail, code: '42501' },
	],
	misdirected: [{ kind: 'misdirected', detail }],
	missing: [
		{ kind: 'missing', detail },
		{ kind: 'missing', detail, code: 'PGRST106' },
		{ kind: 'missing', detail, code: 'PGRST202' },
		{ kind: 'missing', detail, code: '42703' },
	],
	conflict: [{ kind: 'conflict', detail }],
	rejected: [{ kind: 'rejected', detail, fields: { pageSize: ['too large'] } }],
	malformed: [{ kind: 'malformed', detail }],
	interrupted: [{ kind: 'interrupted', detail }],
};

const services: Service[] = ['ServiceTitan', 'Supabase'];

const all = services.flatMap((service) =>
	Object.values(failures)
		.flat()
		.map((failure): [title: string, service: Service, failure: Failure] => [
			`${service}: ${JSON.stringify(failure)}`,
			service,
			failure,
		]),
);

describe('every failure of a service in words', () => {
	it.each(all)('%s', (_title, service, failure) => {
		const { message, description } = sentenceFor(failure, service);
		expect(message).toContain(service);
		expect(message).toMatch(/^[A-Z]/);
		expect(message).not.toMatch(/[.!]$/);
		expect(description).toMatch(/[A-Z][^.]{10,}.*\.$/);
		expect(description).toContain(failure.detail);
		expect(`${message} ${description}`).not.toMatch(/error|undefined|null|\bNaN\b/i);
	});

	it.each(all)('stays as it is in n8n: %s', (_title, service, failure) => {
		const { message, description } = sentenceFor(failure, service);
		const shown = toNodeError(NODE, new RequestFailed(service, failure), 3);
		expect(shown).toBeInstanceOf(NodeApiError);
		expect(shown).toMatchObject({ message, description, context: { itemIndex: 3 } });
	});

	it.each(all)('tells an agent in its message what to do: %s', (_title, service, failure) => {
		const { message, description } = sentenceFor(failure, service);
		const tool = { ...NODE, type: `${NODE.type}Tool` };
		const shown = toNodeError(tool, new RequestFailed(service, failure), 3);
		expect(shown.message).toBe(`${message}. ${description}`);
	});

	it('differs where something else is to be done', () => {
		for (const service of services) {
			const kinds = Object.values(failures).map(([first]) => first);
			const messages = kinds.map((failure) => failure && sentenceFor(failure, service).message);
			expect(new Set(messages).size).toBe(messages.length);
		}
	});

	it.each<[service: Service, failure: Failure, words: RegExp]>([
		['ServiceTitan', { kind: 'throttled', detail, retryAfterMs: 11_200 }, /in 12 seconds/],
		['ServiceTitan', { kind: 'denied', detail: 'Scope validation failed.' }, /developer portal/],
		['ServiceTitan', { kind: 'denied', detail, code: 'invalid_client' }, /Environment/],
		['ServiceTitan', { kind: 'conflict', detail }, /inactive customer/],
		['Supabase', { kind: 'missing', detail, code: 'PGRST202' }, /Get Setup SQL/],
		['Supabase', { kind: 'missing', detail, code: 'PGRST106' }, /Exposed schemas/],
		['Supabase', { kind: 'denied', detail, code: '42501' }, /publishable or anon key does not do/],
		['Supabase', { kind: 'unavailable', detail, code: '57014' }, /smaller Batch Size/],
	])('%s %j', (service, failure, words) => {
		const { message, description } = sentenceFor(failure, service);
		expect(`${message}. ${description}`).toMatch(words);
	});
});

describe('what n8n is told, so that a failing poll waits as long as it makes sense', () => {
	it.each<[kind: FailureKind, cause: string | undefined, httpCode: string | null]>([
		['throttled', 'rate-limited', '429'],
		['unavailable', 'temporarily-unavailable', null],
		['interrupted', 'temporarily-unavailable', null],
		['malformed', 'temporarily-unavailable', null],
		['expired', 'credential-invalid', '401'],
		['denied', 'credential-invalid', '403'],
		['misdirected', 'configuration-invalid', '404'],
		['missing', 'configuration-invalid', '404'],
		['conflict', undefined, '409'],
		['rejected', undefined, '400'],
	])('%s', (kind, cause, httpCode) => {
		const [failure] = failures[kind];
		if (!failure) throw new Error(kind);
		const shown = toNodeError(NODE, new RequestFailed('ServiceTitan', failure));
		expect(shown.failure?.cause).toBe(cause);
		expect(shown).toMatchObject({ httpCode });
	});

	it('how long ServiceTitan asked to be left alone', () => {
		const failure: Failure = { kind: 'throttled', detail, retryAfterMs: 30_000 };
		expect(toNodeError(NODE, new RequestFailed('ServiceTitan', failure)).failure).toEqual({
			cause: 'rate-limited',
			retryAfterMs: 30_000,
		});
	});

	it("the service's own status where it is known", () => {
		const failure: Failure = { kind: 'unavailable', detail, status: 502 };
		const shown = toNodeError(NODE, new RequestFailed('Supabase', failure));
		expect(shown).toMatchObject({ httpCode: '502' });
	});
});

describe('everything else that can be thrown', () => {
	it("n8n's own words stay as they are", () => {
		const known = new NodeOperationError(NODE, 'Said already');
		expect(toNodeError(NODE, known)).toBe(known);
	});

	it.each<[story: string, progress: object | undefined, told: RegExp]>([
		[
			'that says how far it is',
			{ message: '5,000 of about 30,000 customers.' },
			/by "Copy" of the workflow "Setup"\. So far: 5,000 of about 30,000 customers\. Nothing/,
		],
		['that does not', undefined, /by "Copy" of the workflow "Setup"\. Nothing was written/],
		['of another version', { steps: 3 }, /by "Copy" of the workflow "Setup"\. Nothing was written/],
	])('tells who waits for a run %s', (_, progress, told) => {
		const consumer = { workflowName: 'Setup', nodeName: 'Copy' };
		const holder = { run_id: '1', started_at: '2026-07-01T12:00:00Z', consumer, progress };
		const shown = toNodeError(NODE, new Refused('running', { workspace_id: '7', holder }));
		expect(shown.message).toBe('A run of the workspace 7 is going on since 2026-07-01 12:00 UTC');
		expect(shown.description).toMatch(told);
	});

	it('a refusal of the database speaks for itself', () => {
		const shown = toNodeError(NODE, new Refused('disabled', { since: '2026-07-01' }), 0);
		expect(shown.description).toBeTruthy();
	});

	it('a credential that is not complete says what is missing', () => {
		const incomplete = new CredentialIncomplete('The App Key is empty', 'Enter it.');
		const shown = toNodeError(NODE, incomplete);
		expect(shown).toMatchObject({ message: 'The App Key is empty', description: 'Enter it.' });
		expect(shown.failure).toEqual({ cause: 'credential-invalid' });
	});

	it('input in the wrong form names the field', () => {
		const { error } = z.object({ limit: z.number() }).safeParse({ limit: 'ten' });
		const shown = toNodeError(NODE, error, 2);
		expect(shown.message).toBe('The field limit cannot be used as it is');
		expect(shown.description).toContain('limit: ');
		expect(shown.context).toMatchObject({ itemIndex: 2 });
	});

	it.each<[story: string, paths: string[][], message: RegExp]>([
		['fields are named once each', [['a', 'b'], ['c'], ['c']], /^The fields a\.b, c cannot/],
		['a whole is not called a field', [[]], /^What this node was given/],
	])('of input in the wrong form %s', (_story, paths, message) => {
		const issues = paths.map((path) => ({ code: 'custom' as const, path, message: 'is odd' }));
		expect(toNodeError(NODE, new ZodError(issues)).message).toMatch(message);
	});

	it.each([new Error('apikey=abcd1234efgh was refused'), 'password: hunter2hunter2'])(
		'no secret gets through from %p',
		(thrown) => {
			expect(toNodeError(NODE, thrown).message).not.toMatch(/abcd1234efgh|hunter2/);
		},
	);

	it.each([undefined, null, 42, {}])('%p is not fatal', (thrown) => {
		expect(toNodeError(NODE, thrown)).toBeInstanceOf(NodeOperationError);
	});
});
