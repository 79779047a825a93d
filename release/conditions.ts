import { isDeepStrictEqual } from 'node:util';

import type { Parameter } from './nodeShape';

type Conditions = Parameter['show'];

/** A parameter, once for each combination of what it is shown for, so that it may be taken apart later. */
export function everyCase(parameter: Parameter): Parameter[] {
	const combinations = Object.entries(parameter.show ?? {}).reduce<Array<NonNullable<Conditions>>>(
		(all, [name, values]) =>
			(values ?? []).flatMap((value) => all.map((one) => ({ ...one, [name]: [value] }))),
		[{}],
	);
	return combinations.map((show) =>
		Object.keys(show).length > 0 ? { ...parameter, show } : parameter,
	);
}

/** Whether one parameter is shown wherever the other was. */
export const covers = (before: Parameter, after: Parameter): boolean =>
	everyOne(after.show, (name, values) => isPart(before.show?.[name], values)) &&
	everyOne(after.hide, (name, values) => isPart(values, before.hide?.[name]));

const everyOne = (
	conditions: Conditions,
	holds: (name: string, values: unknown[]) => boolean,
): boolean => Object.entries(conditions ?? {}).every(([name, values]) => holds(name, values ?? []));

const isPart = (part: unknown[] | undefined, whole: unknown[] | undefined): boolean =>
	part !== undefined &&
	part.every((value) => whole?.some((other) => isDeepStrictEqual(value, other)));

/** Whether what is shown so can come up with nothing but what could be chosen then. */
export const mayMeet = (show: Conditions, frozen: Parameter[]): boolean =>
	everyOne(show, (name, values) => {
		const chosen = frozen.filter(({ path }) => path === name.replace(/^\//, ''));
		if (chosen.some(({ type }) => type !== 'options')) return true;
		return values.some((value) => chosen.some((one) => one.values?.includes(value)));
	});

/** e.g. "options › pageSize (resource = run, operation = runInitialSync)" */
export function placed({ path, show }: Parameter): string {
	const where = Object.entries(show ?? {}).map(
		([name, values]) => `${name} = ${(values ?? []).map(String).join(' or ')}`,
	);
	return where.length > 0 ? `${path} (${where.join(', ')})` : path;
}
