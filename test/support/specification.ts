import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LogEntry } from '../../simulator';
import { OpenApiSchemas } from './openApiSchemas';

/**
 * ServiceTitan's specification of the CRM module, when it lies beside the checkout. It is theirs and no part of this
 * repository: without it, nothing here finds a problem, and `specificationPresent` says so.
 */
const FILE = join(__dirname, '../../../shared/api/servicetitan-crm-v2.openapi.json');

type Json = Record<string, unknown>;

interface Parameter {
	name: string;
	in: 'path' | 'query';
	schema: Json;
}

interface Operation {
	parameters?: Parameter[];
	requestBody?: { content: Record<string, { schema: Json }> };
	responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

interface Specification {
	paths: Record<string, Record<string, Operation>>;
	components: Json;
}

export const specificationPresent = existsSync(FILE);
export const SPECIFICATION_ABSENT = `not run: the specification is absent (${FILE})`;

const document = specificationPresent
	? (JSON.parse(readFileSync(FILE, 'utf8')) as Specification)
	: { paths: {}, components: {} };
const schemas = new OpenApiSchemas({ ...document });

const MODULE = '/crm/v2';
const FAILURE: Json = { $ref: '#/components/schemas/ApiErrorResponse' };

/** Every operation of the specification as `GET /tenant/{tenant}/customers`. */
export const operations: string[] = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

/**
 * Holds one request against the specification: path, method, names and types of the query parameters, body.
 * Requests to other modules and for tokens are not in it, and are fine.
 * @returns what is wrong, in words; empty when nothing is
 */
export function checkAgainstSpecification(entry: LogEntry): string[] {
	if (!specificationPresent || !entry.path.startsWith(MODULE)) return [];
	const operation = operationOf(entry.method, entry.path);
	if (!operation) return [`${entry.method} ${entry.path} is no operation of the specification`];
	return [...queryProblems(operation, entry.search), ...bodyProblems(operation, entry.body)];
}

/** Holds one reply of the simulator against the specification. `text` is the body as it was sent. */
export function checkReply(entry: LogEntry, text: string): string[] {
	const operation = operationOf(entry.method, entry.path);
	if (!specificationPresent || !operation) return [];
	const promised = operation.responses[String(entry.status)];
	const schema = promised ? promised.content?.['application/json']?.schema : FAILURE;
	if (!schema) return text === '' ? [] : [`a body where none is promised: ${text.slice(0, 80)}`];
	return schemas.problems(schema, JSON.parse(text));
}

/** Names of the query parameters of one of `operations`. */
export const queryParametersOf = (operation: string): string[] => {
	const [method = '', path = ''] = operation.split(' ');
	const { parameters = [] } = document.paths[path]?.[method.toLowerCase()] ?? {};
	return parameters.filter((one) => one.in === 'query').map(({ name }) => name);
};

/** The name of the operation a request belongs to, as in `operations`. */
export function operationName(method: string, path: string): string | undefined {
	const template = templateOf(method, path);
	return template && `${method} ${template}`;
}

const operationOf = (method: string, path: string): Operation | undefined =>
	document.paths[templateOf(method, path) ?? '']?.[method.toLowerCase()];

/** Of two templates that fit, the one with fewer places to fill in. */
function templateOf(method: string, path: string): string | undefined {
	const inModule = path.slice(MODULE.length);
	const fitting = Object.keys(document.paths).filter(
		(template) =>
			document.paths[template]?.[method.toLowerCase()] !== undefined &&
			new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(inModule),
	);
	return fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

function queryProblems({ parameters = [] }: Operation, search: string): string[] {
	const known = new Map(
		parameters.filter((one) => one.in === 'query').map(({ name, schema }) => [name, schema]),
	);
	return [...new URLSearchParams(search)].flatMap(([name, text]) => {
		const schema = known.get(name);
		if (!schema) return [`?${name} is no parameter of this operation`];
		const said =
			name === 'sort' ? { ...schema, pattern: '^[+-](Id|ModifiedOn|CreatedOn)$' } : schema;
		return schemas.problems(said, valueOf(text, schema)).map((problem) => `?${name} ${problem}`);
	});
}

/** What the text of a parameter stands for; as it is where it stands for nothing of the type. */
function valueOf(text: string, { type }: Json): unknown {
	if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
	if ((type === 'integer' || type === 'number') && text.trim() !== '') return Number(text);
	return text;
}

function bodyProblems({ requestBody }: Operation, body: unknown): string[] {
	if (!requestBody) return body === undefined ? [] : ['a body where none is expected'];
	const schema = requestBody.content['application/json']?.schema ?? {};
	return schemas.problems(schema, body).map((problem) => `body ${problem}`);
}
