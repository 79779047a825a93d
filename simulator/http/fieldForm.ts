import type { FieldForm } from '../switches';

/** One field of a reply: as it is, null, or not there at all. Typed as given, since that is what is promised. */
export function givenAs<K extends string, V>(form: FieldForm, field: K, value: V): Record<K, V> {
	const forms: Record<FieldForm, object> = {
		given: { [field]: value },
		null: { [field]: null },
		absent: {},
	};
	return forms[form] as Record<K, V>;
}
