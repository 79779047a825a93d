import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

/** OpenAPI's own formats, which say how wide a number is and not how it is written. */
const NUMBER_WIDTHS = ['int32', 'int64', 'decimal', 'double', 'multiline'];
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Validators for the schemas of an OpenAPI 3.0 document, whose `nullable` JSON Schema does not know. */
export class OpenApiSchemas {
	private readonly ajv = new Ajv({ strict: false, allErrors: true });
	private readonly validators = new WeakMap<Json, ValidateFunction>();

	constructor(document: Json) {
		addFormats(this.ajv);
		for (const width of NUMBER_WIDTHS) this.ajv.addFormat(width, true);
		this.ajv.addFormat('guid', GUID);
		this.ajv.addSchema({
			$id: 'api',
			...(translated({ components: document.components }) as Json),
		});
	}

	/** @returns what is wrong with a value, empty when nothing is */
	problems(schema: Json, value: unknown): string[] {
		const validate = this.validatorOf(schema);
		return validate(value) ? [] : (validate.errors ?? []).map(inWords);
	}

	private validatorOf(schema: Json): ValidateFunction {
		const known = this.validators.get(schema);
		if (known) return known;
		const validate = this.ajv.compile(pointingInto(translated(schema)) as Json);
		this.validators.set(schema, validate);
		return validate;
	}
}

/** `nullable` becomes one more type, or one more branch where the type lies behind a `oneOf`. */
function translated(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(translated);
	if (typeof schema !== 'object' || schema === null) return schema;
	const { nullable, ...rest } = Object.fromEntries(
		Object.entries(schema).map(([key, value]) => [key, translated(value)]),
	) as Json;
	return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest;
}

const pointingInto = (schema: unknown): unknown =>
	JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'));

const inWords = ({ instancePath, message, params }: ErrorObject): string =>
	`${instancePath || '(whole)'} ${message} ${JSON.stringify(params)}`;
