import { html, type Markup } from './markup';
import type { Level } from './verdict';

/** Each level has a shape of its own, so that nobody needs the colour. */
const SHAPES: Record<Level, Markup> = {
	ok: html`<circle class="shape" cx="24" cy="24" r="22" /><path
			class="stroke"
			d="M14 25l7 7 14-15"
		/>`,
	none: html`<circle class="shape" cx="24" cy="24" r="22" /><path
			class="stroke"
			d="M14 24h.1M24 24h.1M34 24h.1"
		/>`,
	off: html`<rect class="shape" x="3" y="3" width="42" height="42" rx="10" /><path
			class="stroke"
			d="M18 15v18M30 15v18"
		/>`,
	warning: html`<path class="shape" d="M24 3 46 43H2z" /><path
			class="stroke"
			d="M24 18v11M24 36h.1"
		/>`,
	problem: html`<path class="shape" d="M15 2h18l13 13v18L33 46H15L2 33V15z" /><path
			class="stroke"
			d="M16 16l16 16M32 16 16 32"
		/>`,
};

/** For the title of the page, which browsers show in their tabs. */
export const LETTERS: Record<Level, string> = {
	ok: '✓',
	none: '…',
	off: '‖',
	warning: '!',
	problem: '✕',
};

export const sign = (level: Level): Markup =>
	html`<svg class="sign ${level}" viewBox="0 0 48 48" aria-hidden="true">${SHAPES[level]}</svg>`;
