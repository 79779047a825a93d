import type { IDisplayOptions } from 'n8n-workflow';

interface Shown {
	displayOptions?: IDisplayOptions;
}

type Condition = NonNullable<NonNullable<IDisplayOptions['show']>[string]>[number];

/** Those that n8n shows for one version of a node, without the condition that says so. */
export const ofVersion = <T extends Shown>(all: T[], version: number): T[] =>
	all
		.filter(({ displayOptions }) => {
			const { show, hide } = displayOptions ?? {};
			const wanted = show?.['@version'];
			const unwanted = hide?.['@version'];
			return (
				(!wanted || wanted.some((condition) => holds(condition, version))) &&
				!unwanted?.some((condition) => holds(condition, version))
			);
		})
		.map((one) =>
			one.displayOptions ? { ...one, displayOptions: rest(one.displayOptions) } : one,
		);

/** A number, or n8n's `{_cnd: {gte: 2}}`. */
function holds(condition: Condition, version: number): boolean {
	if (typeof condition !== 'object' || condition === null) return condition === version;
	return Object.entries(condition._cnd).every(([how, value]) => {
		const compare = COMPARISONS[how];
		if (!compare) throw new Error(`@version is compared by ${how}, which is not known here`);
		return compare(version, value as number & { from: number; to: number });
	});
}

const COMPARISONS: Record<
	string,
	(version: number, value: number & { from: number; to: number }) => boolean
> = {
	eq: (version, value) => version === value,
	not: (version, value) => version !== value,
	gte: (version, value) => version >= value,
	lte: (version, value) => version <= value,
	gt: (version, value) => version > value,
	lt: (version, value) => version < value,
	between: (version, { from, to }) => version >= from && version <= to,
};

function rest({ show, hide, ...others }: IDisplayOptions): IDisplayOptions {
	const without = (conditions: IDisplayOptions['show']) => {
		const { '@version': _, ...kept } = conditions ?? {};
		return Object.keys(kept).length > 0 ? kept : undefined;
	};
	const [shown, hidden] = [without(show), without(hide)];
	return { ...others, ...(shown && { show: shown }), ...(hidden && { hide: hidden }) };
}
