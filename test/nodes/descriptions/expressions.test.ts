import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';

import { descriptions } from '../../support/descriptions/nodes';

/** Fields that take no expression, each with the reason. */
const CHOSEN: Record<string, string> = {
	resource: 'decides which fields there are',
	operation: 'decides which fields there are',
	findBy: 'decides which of the required fields are shown; of an expression n8n wants them all',
	cursorStore: 'decides whether a second credential is needed; of an expression n8n wants it',
	additionalColumns: "n8n's mapper: each column takes one",
};

const withParts = (fields: INodeProperties[]): INodeProperties[] =>
	fields.flatMap((field) => [
		field,
		...(field.options ?? []).flatMap((option) =>
			'values' in option ? withParts(option.values) : 'type' in option ? withParts([option]) : [],
		),
	]);

const fieldsOf = (node: (typeof descriptions)[number]): INodeProperties[] =>
	withParts(node.properties);

describe.each(descriptions.map((node) => [node.displayName, node] as const))(
	'%s',
	(_name, node) => {
		it('takes an expression in every field but those that decide what there is to fill in', () => {
			const without = fieldsOf(node).filter(({ noDataExpression }) => noDataExpression === true);
			expect(Object.keys(CHOSEN)).toEqual(
				expect.arrayContaining([...new Set(without.map(({ name }) => name))]),
			);
		});

		it('asks for nothing in fields that show only because another one is an expression', () => {
			const takesExpression = ({ name, noDataExpression }: INodeProperties) =>
				!noDataExpression && shownBy(node.properties, name).some(({ required }) => required);
			expect(node.properties.filter(takesExpression).map(({ name }) => name)).toEqual([]);
		});

		it('gives no hint where an expression stands from the beginning: n8n would not show it', () => {
			const unseen = fieldsOf(node).filter(
				({ hint, default: value }) => hint && String(value).startsWith('='),
			);
			expect(unseen.map(({ name }) => name)).toEqual([]);
		});
	},
);

/** The fields that are only there when this one has some value. */
const shownBy = (fields: INodeProperties[], name: string): INodeProperties[] =>
	fields.filter(({ displayOptions }) => displayOptions?.show?.[name] !== undefined);

it('these are all nodes of the package', () => {
	const { n8n } = JSON.parse(
		readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8'),
	) as { n8n: { nodes: string[] } };
	expect(n8n.nodes.map((file) => file.split('/')[2]?.toLowerCase())).toEqual(
		descriptions.map(({ name }) => name.toLowerCase()),
	);
});
