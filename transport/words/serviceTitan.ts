import type { Failure } from '../../core/failure';
import { inSeconds, sentence, type Sentence, type Words } from './sentence';

/** ServiceTitan's failures in words. */
export const serviceTitanWords: Words = {
	throttled: ({ detail, retryAfterMs }) =>
		sentence(
			'ServiceTitan asked us to slow down',
			`${retryAfterMs > 0 ? `Try again in ${inSeconds(retryAfterMs)}.` : 'Try again in a minute.'} It allows 60 calls a second for one app and tenant: if this comes often, look for what else uses this app.`,
			detail,
		),
	unavailable: ({ detail, status, refused }) =>
		refused || status === undefined
			? sentence(
					'ServiceTitan cannot be reached',
					'Check that this n8n may reach the internet and, with a Custom environment, the API URL of the credential. A sync reads the same customers again in its next run.',
					detail,
				)
			: sentence(
					'ServiceTitan is out of order at the moment',
					"A sync reads the same customers again in its next run; an action is to be repeated by you; before you repeat what creates something, look in ServiceTitan whether it is there already. If it lasts, look at ServiceTitan's status page.",
					detail,
				),
	expired: ({ detail }) =>
		sentence(
			'ServiceTitan refuses a token it has just issued',
			'Most often the App Key is that of another app than the Client ID, or the tenant has withdrawn the app. Open the ServiceTitan credential and test it: the test says which.',
			detail,
		),
	denied,
	misdirected: ({ detail }) =>
		sentence(
			'ServiceTitan does not know this address',
			'In a Raw Request look at Module and Path first. Its gateway says so, too, when the Tenant ID or the App Key is wrong, or the app is not connected to this tenant. Open the ServiceTitan credential and test it: the test says which.',
			detail,
		),
	missing: ({ detail }) =>
		sentence(
			'ServiceTitan has no such record',
			"Check the ID: it may be another tenant's, or that of another kind of record.",
			detail,
		),
	conflict: ({ detail }) =>
		sentence(
			'ServiceTitan refused this in the present state of the record',
			'Contact methods of an inactive customer, for one, can neither be read nor changed: activate the customer first, or leave it out.',
			detail,
		),
	rejected: ({ detail }) =>
		sentence(
			'ServiceTitan did not accept the values',
			'Correct what it names and run this again.',
			detail,
		),
	malformed: ({ detail }) =>
		sentence(
			'ServiceTitan answered in a form nobody expects',
			'Nothing was done with the answer. Before you repeat what creates something, look in ServiceTitan whether it is there already; anything else run again. If it comes again, report it with this text.',
			detail,
		),
	interrupted: ({ detail }) =>
		sentence(
			'The connection to ServiceTitan ended before the answer was complete',
			'A sync reads it again by itself. Before you repeat what creates something, look in ServiceTitan whether it is there already.',
			detail,
		),
};

function denied({ detail, code }: Extract<Failure, { kind: 'denied' }>): Sentence {
	if (code !== undefined)
		return sentence(
			'ServiceTitan does not know this Client ID with this Client Secret',
			'Copy both again from ServiceTitan, Settings > Integrations > API Application Access, and check that the Environment of the credential is theirs. A new secret ends the old one.',
			detail === code ? undefined : detail,
		);
	if (lacksScope(detail))
		return sentence(
			'The ServiceTitan app lacks a permission (scope)',
			"In ServiceTitan's developer portal give the app the scope of this call (customers, contact methods, notes: tn.crm.customers:r to read, tn.crm.customers:w to write; locations: tn.crm.locations:r and :w; tags in bulk: tn.crm.tags:w; names of tags: tn.stn.tagtypes:r), then have the tenant's administrator approve the app's new version.",
			detail,
		);
	return sentence(
		'ServiceTitan refused access to this tenant',
		'Check the App Key and the Tenant ID of the credential, and that the app has the scope of this call. Open the ServiceTitan credential and test it: the test says which.',
		detail,
	);
}

/** ServiceTitan's only sign of a missing scope is its wording. */
export const lacksScope = (said: string): boolean => /\bscope/i.test(said);
