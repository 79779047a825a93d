import { z } from 'zod';

import { neededText } from '../fields';
import type { Asked } from '../operation';
import type { KnownBy } from './findExisting';
import { isNumber } from './sameContact';

const text = {
	phone: neededText.refine(isNumber, 'is no phone number: it has fewer than 7 digits'),
	email: neededText.refine((value) => value.includes('@'), 'is no e-mail address'),
};

/** ServiceTitan takes several values with commas between them, and would never find one that holds a comma. */
const noComma = neededText.refine(
	(value) => !value.includes(','),
	'holds a comma: ServiceTitan cannot search for it',
);

/** What a person says a customer is known by. @throws ZodError that names what is empty or cannot be searched for */
export function knownBy(parameter: Asked['parameter']): KnownBy {
	const { by } = z
		.object({ by: z.enum(['phone', 'email', 'externalId']) })
		.parse({ by: parameter('findBy') });
	if (by !== 'externalId')
		return { by, value: z.object({ [by]: text[by] }).parse({ [by]: parameter(by) })[by] as string };
	const id = z
		.object({ applicationGuid: neededText, externalKey: neededText, externalValue: noComma })
		.parse({
			applicationGuid: parameter('applicationGuid'),
			externalKey: parameter('externalKey'),
			externalValue: parameter('externalValue'),
		});
	const { applicationGuid, externalKey: key, externalValue: value } = id;
	return { by, applicationGuid, key, value };
}
