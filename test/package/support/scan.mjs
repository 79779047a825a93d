import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

/**
 * What n8n does with a package before it is offered to its users, for a folder instead of a published name.
 * A program of its own, to be run without NODE_ENV=test, under which its rules take every file for a test's.
 * Usage: node scan.mjs <folder> [source]; with `source`, the patterns n8n has for a checkout.
 */
const [folder, kind] = process.argv.slice(2);
const result = await analyzePackage(folder, kind === 'source' ? SOURCE_FILE_PATTERNS : undefined);
console.log(JSON.stringify({ ...result, error: undefined }));
