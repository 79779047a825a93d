import { z } from 'zod';

import type {
	AppKeyReply,
	FieldForm,
	RefusalStatus,
	RetryAfterForm,
	SwitchName,
	Switches,
} from '../switches';

/** How one switch is shown and read: a choice, a tick, a number of something, or one that can be without end. */
export type SwitchForm =
	| { kind: 'flag'; label: string }
	| { kind: 'number'; label: string }
	| { kind: 'limit'; label: string }
	| { kind: 'choice'; label: string; choices: ReadonlyArray<string | number> };

const REFUSALS: readonly RefusalStatus[] = [401, 403, 404];
const APP_KEY: readonly AppKeyReply[] = [...REFUSALS, 400, 200];
const RETRY_AFTER: readonly RetryAfterForm[] = ['integer', 'float', 'date', 'absent'];
const FIELD: readonly FieldForm[] = ['given', 'null', 'absent'];

const flag = (label: string): SwitchForm => ({ kind: 'flag', label });
const number = (label: string): SwitchForm => ({ kind: 'number', label });
const limit = (label: string): SwitchForm => ({ kind: 'limit', label });
const choice = (label: string, choices: ReadonlyArray<string | number>): SwitchForm => ({
	kind: 'choice',
	label,
	choices,
});

/** Every switch, so that the compiler asks for the words of a new one. */
export const SWITCH_FORMS: Record<SwitchName, SwitchForm> = {
	ratePerSecond: limit('Calls taken per second'),
	retryAfter: choice('How a 429 says when to come back', RETRY_AFTER),
	pageSizeMax: number('Largest page size taken'),
	idsMax: number('Most ids in one call'),
	visibilityLagMs: number('Lists lag behind writes by up to (ms)'),
	idsLagMs: number('?ids= misses a customer after a write for (ms)'),
	editsBetweenPages: number('Customers that change after each page'),
	sharedInstant: flag('All writes of a second share one instant'),
	sortKept: flag('Sort is kept'),
	tagTwice: flag('A tag that the customer has may be added again'),
	sinceInclusive: flag('modifiedOnOrAfter holds its own instant'),
	totalCount: flag('Total count is given when asked for'),
	inactiveInBulk: flag('The list over many holds inactive customers’ contacts'),
	exportPermitted: flag('The export is permitted'),
	exportDateKept: flag('The export begins at a date'),
	exportRecent: flag('The export includes recent changes when asked'),
	exportLagMs: number('The export lags behind otherwise by (ms)'),
	exportRepeats: flag('The export repeats recent rows'),
	exportTokensRefused: flag('The export refuses its tokens'),
	exportTokenLife: limit('A token of the export lives (ms)'),
	exportBatchSize: number('Rows in an export batch'),
	dateHeader: flag('Replies carry a Date header'),
	clockSkewMs: number('The Date header is off by (ms)'),
	fractionDigits: number('Digits of a second in timestamps'),
	latencyMs: number('Each reply takes (ms)'),
	wrongAppKey: choice('A wrong app key is answered with', APP_KEY),
	wrongTenant: choice('A wrong tenant is answered with', REFUSALS),
	tokenSeconds: number('An access token is valid for (seconds)'),
	tokenNamesTenant: flag('Tokens say which tenant they are for'),
	gatewayBody: choice('The gateway’s 404 is', ['text', 'json']),
	country: choice('Country', FIELD),
	modifiedOn: choice('modifiedOn', FIELD),
	externalData: choice('externalData', FIELD),
	phoneSettings: choice('phoneSettings', FIELD),
	memo: choice('memo', FIELD),
};

const valueOf = (form: SwitchForm): z.ZodTypeAny => {
	if (form.kind === 'flag') return z.boolean();
	if (form.kind === 'number') return z.number();
	if (form.kind === 'limit')
		return z
			.number()
			.nullable()
			.transform((value) => value ?? Number.POSITIVE_INFINITY);
	return z
		.union([z.string(), z.number()])
		.transform((value) => form.choices.find((one) => String(one) === String(value)))
		.refine((value) => value !== undefined, `is one of ${form.choices.join(', ')}`);
};

/** Some switches and their new positions. */
export const switchChanges = z
	.object(
		Object.fromEntries(
			Object.entries(SWITCH_FORMS).map(([name, form]) => [name, valueOf(form).optional()]),
		),
	)
	.strict();

/** The positions of all switches; a limit that is off is `null` here and above, since JSON knows no infinity. */
export const positions = (switches: Switches): Record<string, unknown> =>
	Object.fromEntries(Object.keys(SWITCH_FORMS).map((name) => [name, switches[name as SwitchName]]));
