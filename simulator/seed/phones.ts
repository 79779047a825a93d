import { pickFrom, wholeBetween, type Chance } from '../chance';

const AREA_CODES = [
	'210',
	'214',
	'254',
	'281',
	'303',
	'325',
	'361',
	'409',
	'432',
	'469',
	'480',
	'512',
	'602',
	'623',
	'713',
	'719',
	'720',
	'737',
	'806',
	'817',
	'830',
	'832',
	'903',
	'915',
	'936',
	'940',
	'956',
	'970',
	'972',
	'979',
] as const;

/** A step without a common divisor with 10,000: every number of an area code comes once before any comes again. */
const STEP = 3737;
const LINES = 10_000;

/** US numbers of the 555 exchange, which is no subscriber's; the first 300,000 are all different. */
export class Phones {
	private readonly start: number;
	private given = 0;

	constructor(private readonly chance: Chance) {
		this.start = wholeBetween(chance, 0, LINES - 1);
	}

	/** Ten digits, written in one of the ways people write them. */
	next(): string {
		const index = this.given++;
		const area = AREA_CODES[index % AREA_CODES.length] ?? AREA_CODES[0];
		const turn = Math.floor(index / AREA_CODES.length);
		const line = String((this.start + turn * STEP) % LINES).padStart(4, '0');
		return pickFrom(this.chance, [
			`${area}555${line}`,
			`${area}555${line}`,
			`(${area}) 555-${line}`,
			`${area}-555-${line}`,
			`${area}.555.${line}`,
			`+1 ${area} 555 ${line}`,
		]);
	}
}
