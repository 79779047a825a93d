/**
 * A short mark of a text, to tell two versions of a record apart that carry the same instant: FNV-1a, 32 bits.
 * @returns seven characters at most, of 0–9 and a–z
 */
export function fingerprintOf(text: string): string {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	return (hash >>> 0).toString(36);
}
