/** `node release/notes.cjs`: prints what CHANGELOG.md says of the version in package.json, for GitHub's release page. */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { notesFor } = require('./changelog.cjs');

const read = (path) => readFileSync(join(__dirname, '..', path), 'utf8');
const { version, repository } = JSON.parse(read('package.json'));
const files = `${repository.url.replace(/^git\+|\.git$/g, '')}/blob/${version}`;
console.log(notesFor(read('CHANGELOG.md'), version, files));
