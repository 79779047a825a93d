import { parseInstant, type Instant } from '../../core/instant';
import { invalid, type FieldErrors } from './problem';

export const MAX_IDS = 50;

/**
 * The query parameters an endpoint knows, read one by one. What does not read is remembered, and `check` refuses the
 * request with all of it at once. Parameters nobody reads are ignored, as ServiceTitan ignores them.
 */
export class Query {
	private readonly errors: FieldErrors = {};

	constructor(private readonly parameters: URLSearchParams) {}

	text(name: string): string | undefined {
		return this.parameters.get(name)?.trim() || undefined;
	}

	/** With leading blanks: for a parameter whose first character counts. */
	untrimmed(name: string): string | undefined {
		return this.parameters.get(name) || undefined;
	}

	whole(name: string): number | undefined {
		const text = this.text(name);
		if (text === undefined) return undefined;
		if (/^-?\d{1,15}$/.test(text)) return Number(text);
		return this.refuse(name, `The value '${text}' is not valid.`);
	}

	flag(name: string): boolean {
		const text = this.text(name)?.toLowerCase();
		if (text === undefined || text === 'false') return false;
		return text === 'true' || Boolean(this.refuse(name, `The value '${text}' is not valid.`));
	}

	moment(name: string): Instant | undefined {
		const text = this.text(name);
		if (text === undefined) return undefined;
		return parseInstant(text) ?? this.refuse(name, `The value '${text}' is not valid.`);
	}

	oneOf<T extends string>(name: string, choices: readonly T[]): T | undefined {
		const text = this.text(name);
		if (text === undefined) return undefined;
		const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
		return found ?? this.refuse(name, `The value '${text}' is not valid.`);
	}

	/** A comma list of ids, of at most 50 or as many as are said. */
	ids(name: string, most = MAX_IDS): number[] | undefined {
		const parts = this.text(name)?.split(',');
		if (!parts) return undefined;
		if (parts.length > most)
			return this.refuse(
				name,
				`Cannot take more than ${most} ids, but ${parts.length} were given.`,
			);
		if (parts.every((part) => /^\s*\d{1,15}\s*$/.test(part))) return parts.map(Number);
		return this.refuse(name, `The value '${this.text(name)}' is not valid.`);
	}

	refuse(name: string, message: string): undefined {
		(this.errors[name] ??= []).push(message);
		return undefined;
	}

	/** The parameters but for the page, in one text: the same for every page of one list. */
	get question(): string {
		const parameters = [...this.parameters].filter(
			([name]) => name !== 'page' && name !== 'pageSize',
		);
		return JSON.stringify(parameters);
	}

	check(): void {
		if (Object.keys(this.errors).length > 0) throw invalid(this.errors);
	}
}
