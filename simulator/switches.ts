export type RefusalStatus = 401 | 403 | 404;
/** What a wrong app key comes to: 200 where nobody looks at it. */
export type AppKeyReply = RefusalStatus | 400 | 200;
export type RetryAfterForm = 'integer' | 'float' | 'date' | 'absent';
/** How a field that integrations have tripped over is sent. */
export type FieldForm = 'given' | 'null' | 'absent';

/**
 * How this ServiceTitan behaves where the real one is not documented, or is known to be difficult. Assign to change:
 * `simulator.switches.pageSizeMax = 50`. The values here are the ones a simulator starts with.
 */
export class Switches {
	/** A larger pageSize is answered with 400 that names pageSize. */
	pageSizeMax = 5000;
	/** The status for a missing or wrong ST-App-Key; 404 is the gateway's own. */
	wrongAppKey: AppKeyReply = 401;
	/** The status for a tenant the token was not issued for. */
	wrongTenant: RefusalStatus = 403;
	/** How long an access token is valid. */
	tokenSeconds = 900;
	/** Whether tokens say which tenant they are for. */
	tokenNamesTenant = true;
	/** Whether the gateway's 404 is bare text or JSON around that text. */
	gatewayBody: 'text' | 'json' = 'text';
	/** The most ids one call takes; more are answered with 400. */
	idsMax = 50;
	/** False: modifiedOnOrAfter leaves out what was modified at that very instant. */
	sinceInclusive = true;
	/** Whether GET /customers/contacts holds contact methods of inactive customers. */
	inactiveInBulk = true;
	/** False: adding a tag that the customer has is answered with 409. */
	tagTwice = true;
	/** Whether `totalCount` is given when it was asked for. */
	totalCount = true;
	/** False: `sort` is accepted and ignored, rows come in the order of ModifiedOn. */
	sortKept = true;
	/** False: both exports answer 403. */
	exportPermitted = true;
	/** True: both exports refuse every token with 400, as if it were too old; a date and no `from` still work. */
	exportTokensRefused = false;
	/** The same for tokens that were handed out so many milliseconds ago, or longer. */
	exportTokenLife = Infinity;
	/** False: a date in `from` is passed over, and the exports begin at their beginning. */
	exportDateKept = true;
	/** False: `includeRecentChanges` is passed over. */
	exportRecent = true;
	/** So long after a write the exports show it, unless recent changes are included. */
	exportLagMs = 15 * 60_000;
	/** Rows in one export batch. */
	exportBatchSize = 500;
	/** Whether `includeRecentChanges` gives rows of the last 15 minutes again until they have aged. */
	exportRepeats = true;
	/** Calls a second per app and tenant; `Infinity` for no limit. */
	ratePerSecond = 60;
	/** How a 429 says when to come back; `absent` leaves it to the title. */
	retryAfter: RetryAfterForm = 'integer';
	/** Every write shows in lists and exports a random part of this many milliseconds later. */
	visibilityLagMs = 0;
	/** GET /customers?ids= leaves out customers written less than this many milliseconds ago. */
	idsLagMs = 0;
	/** So many customers are modified after each page of GET /customers that was served. */
	editsBetweenPages = 0;
	/** All writes of one second carry the same instant. */
	sharedInstant = false;
	/** Added to the `Date` header alone: the records' timestamps stay right. */
	clockSkewMs = 0;
	/** Whether replies carry a `Date` header. */
	dateHeader = true;
	/** Digits of a second in timestamps, before trailing zeros go. */
	fractionDigits = 7;
	/** Real milliseconds each reply takes. */
	latencyMs = 0;
	country: FieldForm = 'given';
	modifiedOn: FieldForm = 'given';
	externalData: FieldForm = 'given';
	phoneSettings: FieldForm = 'given';
	memo: FieldForm = 'given';

	/** Back to what a new simulator has. */
	reset(): void {
		Object.assign(this, new Switches());
	}
}

export type SwitchName = Exclude<keyof Switches, 'reset'>;
