import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';

import { root } from './checkout';

/** The one file that lies beside a checkout instead of in it: ServiceTitan's specification, which tests read. */
const besideTheCheckout = '../shared/api/servicetitan-crm-v2.openapi.json';

const relativePath = /(?:\.\.\/)+[\w@.-]+(?:\/[\w@.-]+)*/g;
const markdownLink = /\]\((?!\w+:|#)([^)#\s]+)/g;

const exists = (path: string) => existsSync(join(root, path));

/** Relative paths in a text that lead out of the repository, one sentence for each. */
export function waysOut(path: string, text: string): string[] {
	return [...text.matchAll(relativePath)]
		.map(([reference]) => reference)
		.filter((reference) => !reference.endsWith(besideTheCheckout))
		.filter((reference) => leadsOut(posix.join(posix.dirname(path), reference)))
		.map((reference) => `${path} leads out of the repository: ${reference}`);
}

/** A path may also be meant from the root, in a text; then its first folder is one that is not here. */
function leadsOut(target: string): boolean {
	return (
		target.startsWith('..') || (target.startsWith('shared/') && !exists(posix.dirname(target)))
	);
}

/** Links of a document to files that are not there. */
export function deadLinks(path: string, text: string): string[] {
	return [...text.matchAll(markdownLink)]
		.map(([, target = '']) => target)
		.filter((target) => !exists(posix.join(posix.dirname(path), target)))
		.map((target) => `${path} links to ${target}, which is not there`);
}
