import { posix } from 'node:path';

import { partNames } from './partNames';
import { manifest } from './checkout';

/** Documents by their paths from the root, with their texts. */
export type Documents = ReadonlyMap<string, string>;

const link = /\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g;
const fenced = /^```[\s\S]*?^```/gm;

interface Link {
	path: string;
	anchor: string | undefined;
}

const linksOf = (document: string, text: string): Link[] =>
	[...text.matchAll(link)].map(([, target = '', anchor]) => ({
		path: target === '' ? document : posix.join(posix.dirname(document), target),
		anchor,
	}));

/** The anchors that the headings of a document have on GitHub. */
export function anchorsOf(text: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, heading = ''] of text.replace(fenced, '').matchAll(/^#{1,6} +(.+?) *$/gm)) {
		const slug = heading
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
			.replace(/ /g, '-');
		let anchor = slug;
		for (let times = 1; anchors.has(anchor); times++) anchor = `${slug}-${times}`;
		anchors.add(anchor);
	}
	return anchors;
}

/** Links to a heading that its document does not have, one sentence for each. */
export const deadAnchors = (documents: Documents): string[] =>
	[...documents].flatMap(([document, text]) =>
		linksOf(document, text)
			.filter(({ path, anchor }) => {
				const target = documents.get(path);
				return anchor !== undefined && target !== undefined && !anchorsOf(target).has(anchor);
			})
			.map(({ path, anchor }) => `${document} links to #${anchor}, no heading of ${path}`),
	);

/** Documents that nobody finds who begins at `start` and follows links; a link to a folder leads to its README. */
export function unreachable(documents: Documents, start: string): string[] {
	const found = new Set([start]);
	for (const document of found)
		for (const { path } of linksOf(document, documents.get(document) ?? ''))
			for (const candidate of [path, posix.join(path, 'README.md')])
				if (documents.has(candidate)) found.add(candidate);
	return [...documents.keys()].filter((document) => !found.has(document));
}

const scripts = Object.keys(manifest.scripts as object);

/** Commands of npm that a document names and this package does not have, one sentence for each. */
export function unknownCommands(document: string, text: string): string[] {
	const named = [
		...[...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => ({
			command: `npm run ${name}`,
			known: scripts.includes(name),
		})),
		...[...text.matchAll(/npm test -- (\w+)/g)].map(([, name = '']) => ({
			command: `npm test -- ${name}`,
			known: partNames.includes(name),
		})),
	];
	return named
		.filter(({ known }) => !known)
		.map(({ command }) => `${document} names ${command}, which does not exist`);
}
