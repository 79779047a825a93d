import type { FieldForm } from '../switches';

/**
 * Brings one field of a reply that was just built into its form: as it is, null, or not there at all. The reply stays
 * typed as given, since that is what is promised.
 */
export function putInForm<T extends object>(reply: T, field: keyof T, form: FieldForm): void {
	if (form === 'null') Object.assign(reply, { [field]: null });
	if (form === 'absent') Reflect.deleteProperty(reply, field);
}
