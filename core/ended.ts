/** The text with a full stop, unless it ends in a mark of its own. */
export const ended = (text: string): string =>
	/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
