import { counted, figure } from './clock';
import type { Column } from './columns';
import { html, type Markup } from './markup';

export const PARTS = ['created', 'updated', 'failed'] as const;

/** Where the columns begin: before them stand the numbers of the scale. */
export const LEFT = 44;
export const TOP = 10;

export const round = (value: number): number => Math.round(value * 10) / 10;

export interface Place {
	slot: number;
	bottom: number;
	/** Units of the drawing for one contact. */
	scale: number;
	id: string;
}

/** However few: whatever there is can be seen. */
const LEAST = 2.5;

export function drawColumn(column: Column, x: number, { slot, bottom, scale, id }: Place): Markup {
	let y = bottom;
	const width = round(Math.max(1, Math.min(slot * 0.78, 40)));
	const left = round(x + (slot - width) / 2);
	const parts = PARTS.filter((part) => column[part] > 0).map((part) => {
		const height = Math.max(LEAST, column[part] * scale);
		y -= height;
		const fill = part === 'created' ? '' : html` fill="url(#${id}-${part})"`;
		return html`<rect
			class="column ${part}-column"
			x="${left}"
			y="${round(y)}"
			width="${width}"
			height="${round(height)}"
			${fill}
		/>`;
	});
	// Wide enough to point at.
	const ground = html`<rect
		class="hover"
		x="${round(x)}"
		y="${TOP}"
		width="${round(slot)}"
		height="${round(bottom - TOP)}"
	/>`;
	return html`<g><title>${told(column)}</title>${ground}${parts}</g>`;
}

/** "Jul 1, 08:00 to 12:00: 12 created, 3 updated; 16 runs" */
function told(column: Column): string {
	const parts = PARTS.filter((part) => column[part] > 0).map(
		(part) => `${figure(column[part])} ${part === 'failed' ? 'could not be written' : part}`,
	);
	const runs =
		column.runs > 0
			? `; ${counted(column.runs, 'run')}${column.failedRuns > 0 ? `, ${figure(column.failedRuns)} failed` : ''}`
			: '';
	return `${column.label}: ${parts.join(', ') || 'nothing'}${runs}`;
}

/** A cross where a run failed, a dot where all came out well. */
export function mark({ runs, failedRuns }: Column, x: number, y: number): Markup {
	if (runs === 0) return html``;
	if (failedRuns === 0)
		return html`<circle class="ran" cx="${round(x)}" cy="${round(y)}" r="1.8" />`;
	const [left, right, top, under] = [x - 3.5, x + 3.5, y - 3.5, y + 3.5].map(round);
	return html`<path
		class="broke"
		d="M${left} ${top}L${right} ${under}M${right} ${top}L${left} ${under}"
	/>`;
}
