import { z } from 'zod';

import { flag } from '../../shared/likeDefault';
import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import { collection, flagField, text } from '../fields';
import { withNotStored } from '../notStored';
import type { Asked, Operation } from '../operation';
import { contactField, contactIdOf } from './contactField';
import { contactType, contactValue, memoField, typeField, valueField } from './contactFields';

const PREFERENCES = [
	'jobRemindersEnabled',
	'marketingUpdatesEnabled',
	'invoiceStatementNotification',
] as const;

const flags = {
	jobRemindersEnabled: flag,
	marketingUpdatesEnabled: flag,
	invoiceStatementNotification: flag,
};

const asked = z.object({
	changes: z
		.object({
			type: contactType.optional(),
			value: contactValue.optional(),
			memo: text.optional(),
			...flags,
		})
		.refine(
			(changes) => Object.values(changes).some((value) => value !== undefined),
			'nothing is chosen to be changed: add a field',
		),
});

export const updateContact: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a contact method',
		description: 'Changes a phone number, an e-mail address, its memo or what it may be used for',
	},
	fields: [
		customerField,
		contactField,
		collection(
			['Fields to Change', 'changes', 'Add Field'],
			[
				flagField(
					'Invoices and Statements',
					'invoiceStatementNotification',
					'Whether invoices and statements are sent to it',
				),
				flagField(
					'Job Reminders',
					'jobRemindersEnabled',
					'Whether reminders of jobs are sent to it',
				),
				flagField('Marketing', 'marketingUpdatesEnabled', 'Whether marketing is sent to it'),
				memoField,
				typeField,
				valueField,
			],
		),
	],

	async run({ serviceTitan, parameter }) {
		const customerId = customerIdOf(parameter('customerId'));
		const id = contactIdOf(parameter('contactId'));
		const { changes } = asked.parse({ changes: parameter('changes') ?? {} });
		const { type, value, memo, ...preferences } = changes;
		const body = {
			type,
			value,
			memo,
			...(await completed(serviceTitan, { customerId, id, preferences })),
		};
		const path = `customers/${customerId}/contacts/${id}`;
		const updated = await serviceTitan.patch(anyRecord, path, body);
		return [{ ...withNotStored(updated, body), customerId }];
	},
};

type Preferences = Partial<Record<(typeof PREFERENCES)[number], boolean>>;

/** ServiceTitan takes all three preferences or none: those that were not chosen stay as they are. */
async function completed(
	serviceTitan: Asked['serviceTitan'],
	of: { customerId: number; id: number; preferences: Preferences },
): Promise<{ preferences?: Preferences }> {
	const given = PREFERENCES.filter((name) => of.preferences[name] !== undefined);
	if (given.length === 0) return {};
	const { value: contacts } = await serviceTitan.contactMethodsOf([of.customerId]);
	const stored = z
		.object({ preferences: z.object(flags).nullish().catch(undefined) })
		.safeParse(contacts.find(({ id }) => id === of.id) ?? {}).data?.preferences;
	const all = PREFERENCES.map((name) => [name, of.preferences[name] ?? stored?.[name] ?? false]);
	return { preferences: Object.fromEntries(all) as Preferences };
}
