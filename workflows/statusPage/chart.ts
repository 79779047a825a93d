import { drawColumn, LEFT, mark, PARTS, round, TOP } from './chartColumn';
import { figure } from './clock';
import type { Column } from './columns';
import { html, type Markup } from './markup';

export interface Chart {
	/** For ids: unique on the page. */
	name: string;
	/** What a person who does not see it is told instead. */
	title: string;
	description: string;
	columns: Column[];
	/** Whether runs are marked beneath the columns. */
	marks: boolean;
}

/** Drawn twice, for wide and for narrow screens, so that its letters are never shrunk; one of them is shown. */
export const drawn = (chart: Chart): Markup =>
	html`${draw(chart, { name: 'wide', width: 1040, height: 220, ticks: 14 })}
	${draw(chart, { name: 'narrow', width: 340, height: 200, ticks: 5 })}`;

interface Size {
	name: string;
	width: number;
	height: number;
	/** The most letters on the axis there is room for. */
	ticks: number;
}

const TICKS_HEIGHT = 22;
const MARKS_HEIGHT = 18;

function draw({ name, title, description, columns, marks }: Chart, size: Size): Markup {
	const id = `${name}-${size.name}`;
	const bottom = size.height - TICKS_HEIGHT - (marks ? MARKS_HEIGHT : 0);
	const most = highest(columns);
	const slot = (size.width - LEFT) / Math.max(1, columns.length);
	const place = { slot, bottom, scale: (bottom - TOP) / most, id };
	return html`<svg
		class="chart ${size.name}"
		viewBox="0 0 ${size.width} ${size.height}"
		role="img"
		aria-labelledby="${id}-t ${id}-d"
	>
		<title id="${id}-t">${title}</title>
		<desc id="${id}-d">${description}</desc>
		<defs>
			<pattern
				id="${id}-updated"
				width="6"
				height="6"
				patternUnits="userSpaceOnUse"
				patternTransform="rotate(45)"
			>
				<rect class="ground" width="6" height="6" />
				<rect class="updated" width="3.5" height="6" />
			</pattern>
			<pattern id="${id}-failed" width="5" height="5" patternUnits="userSpaceOnUse">
				<rect class="ground" width="5" height="5" />
				<path class="failed-lines" d="M0 0 5 5M5 0 0 5" />
			</pattern>
		</defs>
		${[1, 0.5, 0].map((part) =>
			scaleLine({ at: bottom - part * (bottom - TOP), width: size.width, value: part * most }),
		)}
		${columns.map((column, index) => drawColumn(column, LEFT + index * slot, place))}
		${marks
			? columns.map((column, index) =>
					mark(column, LEFT + (index + 0.5) * slot, bottom + MARKS_HEIGHT / 2 + 2),
				)
			: ''}
		${ticksOf(columns, size.ticks).map(
			({ index, text }) =>
				html`<text class="tick" x="${round(LEFT + (index + 0.5) * slot)}" y="${size.height - 5}"
					>${text}</text
				>`,
		)}
	</svg>`;
}

const scaleLine = ({ at, width, value }: { at: number; width: number; value: number }): Markup =>
	html`<path class="scale" d="M${LEFT} ${round(at)}H${width}" /><text
			class="value"
			x="${LEFT - 6}"
			y="${round(at + 4)}"
			>${Number.isInteger(value) ? figure(value) : ''}</text
		>`;

/** The top of the scale: 2, 4, 6, 12, 16, 20 … so that its half is a whole number. */
function highest(columns: Column[]): number {
	const most = Math.max(
		2,
		...columns.map((column) => PARTS.reduce((sum, part) => sum + column[part], 0)),
	);
	const size = 10 ** Math.floor(Math.log10(most));
	return (
		[1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10]
			.map((factor) => factor * size)
			.find((top) => top >= most && top % 2 === 0) ?? most
	);
}

function ticksOf(columns: Column[], most: number): Array<{ index: number; text: string }> {
	const all = columns.flatMap(({ tick }, index) => (tick === '' ? [] : [{ index, text: tick }]));
	// Neither cut off at the edges nor one over the other.
	const inside = all.filter(
		({ index }) => index >= columns.length * 0.02 && index <= columns.length * 0.97,
	);
	const every = Math.ceil(inside.length / most);
	const kept = inside.filter((_, place) => place % every === 0);
	const apart = (columns.length / most) * 0.8;
	return kept.filter(
		({ index }, place) => place === 0 || index - (kept[place - 1]?.index ?? 0) >= apart,
	);
}
