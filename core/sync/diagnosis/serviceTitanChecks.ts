import { steps, type Check, type Evidence, type Permissions, type Step } from './evidence';
import { ok, problem, unknown, warning, type Judgement } from './item';
import { judged } from './known';

/** A check of the way into ServiceTitan. */
interface OnTheWay {
	/** The steps that it is about. */
	about: Step[];
	/** What stops before this step leaves it open. */
	needs: Step;
	/** Once the way went on beyond them. */
	fine: string;
}

export const serviceTitanChecks: Check[] = [
	{
		check: 'serviceTitan',
		name: 'ServiceTitan',
		judge: reached,
	},
	{
		check: 'token',
		name: 'Client ID and Client Secret',
		judge: onTheWay({
			about: ['credential', 'signIn'],
			needs: 'signIn',
			fine: 'ServiceTitan issues tokens for this Client ID.',
		}),
	},
	{
		check: 'appKey',
		name: 'App Key',
		judge: onTheWay({
			about: ['appKey', 'appKeyOrTenant'],
			needs: 'appKey',
			fine: 'The App Key is accepted.',
		}),
	},
	{
		check: 'tenant',
		name: 'Tenant ID',
		judge: onTheWay({
			about: ['tenant', 'appKeyOrTenant'],
			needs: 'appKey',
			fine: 'The tenant is the right one.',
		}),
	},
	permission('readCustomers', 'Permission to read customers', {
		fine: 'Customers can be read.',
		costs: 'Without this nothing can be synced at all.',
	}),
	permission('readContactMethods', 'Permission to read phone numbers and e-mails', {
		fine: 'Phone numbers and e-mails can be read.',
		costs: 'Without this every run fails before it writes anything.',
	}),
	permission('exportContactMethods', 'Permission to export phone numbers and e-mails', {
		fine: 'Its stream answers.',
		costs:
			'Runs go on without it: changed phone numbers and e-mails arrive, but a removed one stays in the contact until the next Run Reconciliation.',
		optional: true,
	}),
	permission('exportCustomers', 'Permission to export customers', {
		fine: 'It answers.',
		costs: 'The initial sync goes on without it, by the list of customers, which takes longer.',
		optional: true,
	}),
];

/** Neither a wrong secret nor a wrong app key says that nobody answers. */
function reached({ stop }: Evidence): Judgement {
	if (!stop) return ok('Its sign-in and its API answer.');
	if (stop.at === 'passed')
		return warning(`It answered only when asked again. At first: ${stop.found}`, stop.toDo);
	if (stop.at === 'credential')
		return unknown('The credential is not complete: see the next check.');
	if (stop.at === 'signInReach' || stop.at === 'apiReach') return problem(stop.found, stop.toDo);
	return ok('It answers.');
}

function onTheWay({ about, needs, fine }: OnTheWay): Check['judge'] {
	return ({ stop }) => {
		if (!stop || stop.at === 'passed') return ok(fine);
		if (about.includes(stop.at)) return problem(stop.found, stop.toDo);
		// Of app key and tenant neither comes first: where the one is refused, the other is fine.
		const open = steps.indexOf(stop.at) < steps.indexOf(needs);
		return open ? unknown(NOT_REACHED[stop.at] ?? EARLIER) : ok(fine);
	};
}

const EARLIER = 'That cannot be told before the problem above is solved.';
const NOT_REACHED: Partial<Record<Step, string>> = {
	signInReach: 'ServiceTitan cannot be reached: see above.',
	apiReach: "ServiceTitan's API cannot be reached: see above.",
};

const GIVE_SCOPE =
	"In ServiceTitan's developer portal give the app the scope tn.crm.customers:r (Customers: read, and their export), then have the tenant's administrator approve the app's new version.";

function permission(
	check: keyof Permissions,
	name: string,
	{ fine, costs, optional = false }: { fine: string; costs: string; optional?: boolean },
): Check {
	const verdict = optional ? warning : problem;
	return {
		check,
		name,
		judge: ({ permissions }) =>
			judged(permissions[check], (permission) =>
				permission.allowed ? ok(fine) : verdict(`${permission.said} ${costs}`, GIVE_SCOPE),
			),
	};
}
