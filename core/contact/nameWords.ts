const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/));

const PREFIXES = words('mr mrs ms miss mx dr rev reverend prof professor hon sir fr');
/** Not "V" nor "Do": the one is an initial as well, the other a family name. */
const SUFFIXES = words('jr jnr sr snr ii iii iv esq esquire md phd dds dmd dvm cpa rn');
/** Words that begin a family name of several: "de la Cruz", "van der Berg", "St. Clair". */
const PARTICLES = words(`
	van von der den de del della di da dos du la le ter ten zu zur st san santa bin bint ibn abu
`);

const bare = (word: string): string => word.toLowerCase().replace(/[.,]/g, '');

export const isPrefix = (word: string): boolean => PREFIXES.has(bare(word));
export const isSuffix = (word: string): boolean => SUFFIXES.has(bare(word));
export const isParticle = (word: string): boolean => PARTICLES.has(bare(word));
export const isJoiner = (word: string): boolean => /^(?:&|\+|and)$/i.test(word);

/** How many words at the front are titles: 1 of "Dr. Jane Lee", 3 of "Mr. & Mrs. Smith". */
export function countPrefixes(all: string[]): number {
	let count = 0;
	for (const [index, word] of all.entries()) {
		if (isPrefix(word)) count = index + 1;
		else if (!isJoiner(word)) break;
	}
	return count;
}

/** How many words at the end are suffixes; at least one word is left. */
export function countSuffixes(all: string[]): number {
	const last = all.findLastIndex((word) => !isSuffix(word));
	return Math.max(0, all.length - 1 - Math.max(0, last));
}
