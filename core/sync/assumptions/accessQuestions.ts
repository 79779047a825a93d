import { answered } from './answers';
import { asExpected, different, type Question } from './assumption';

const REFUSALS = [401, 403, 404];

export const accessQuestions: Question[] = [
	{
		assumption: 'wrongAppKey',
		name: 'Reply to a wrong App Key',
		assumed: 'It is 401, 403 or 404.',
		otherwise:
			"The credential's test and Diagnose do not say that it is the App Key, but show ServiceTitan's own words.",
		judge: ({ wrongAppKey }) =>
			answered(wrongAppKey, (status) => {
				if (REFUSALS.includes(status)) return asExpected(`It is ${status}.`);
				return status < 300
					? different('A wrong App Key is accepted.', 'None, but a wrong one goes unnoticed.')
					: different(`It is ${status}.`);
			}),
	},
	{
		assumption: 'tokenTenant',
		name: 'Tenant in the token',
		assumed: 'A token says which tenant it is for.',
		otherwise:
			"The credential's test and Diagnose cannot tell a wrong App Key from a wrong Tenant ID, and name both.",
		judge: ({ tokenTenant, tenantId }) =>
			answered(tokenTenant, (named) => {
				if (named === null) return different('It does not.');
				return named === tenantId
					? asExpected(`It says ${named}, the tenant of the credential.`)
					: different(
							`It says ${named}, but the credential's tenant ${tenantId} can be read.`,
							'Where ServiceTitan refuses this credential one day, the wrong field might be named.',
						);
			}),
	},
];
