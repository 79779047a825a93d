/**
 * `npm run release -- 1.2.3`: makes this checkout the release of that version, for a person to look at, commit and
 * tag. Writes package.json, package-lock.json, CHANGELOG.md and release/frozen; publishes nothing.
 */
const { execFileSync } = require('node:child_process');
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { newestRelease, withRelease } = require('./changelog.cjs');
const { functionProblems, functionsIn } = require('./functions.cjs');
const { freezeMigrations } = require('./migrations.cjs');
const { isLater } = require('./versions.cjs');

const root = join(__dirname, '..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const json = (path) => JSON.parse(read(path));
const asJson = (value) => `${JSON.stringify(value, null, '\t')}\n`;

const below = (folder) =>
	readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path));

const migrations = new Map(
	readdirSync(join(root, 'supabase/migrations')).map((name) => [
		name,
		read(`supabase/migrations/${name}`),
	]),
);

/** The functions of the database that the package itself calls. */
function functionsCalled() {
	const sources = ['transport', 'nodes'].flatMap(below).filter((path) => path.endsWith('.ts'));
	const named = sources.flatMap((path) => read(path).match(/\bservicetitan_\w+/g) ?? []);
	const called = new Set(named);
	return Object.fromEntries(
		Object.entries(functionsIn(migrations)).filter(([name]) => called.has(name)),
	);
}

/** What each file will hold; nothing is written before all of it is known. */
function filesOf(version) {
	const [manifest, lock] = [json('package.json'), json('package-lock.json')];
	const changelog = read('CHANGELOG.md');
	const before = newestRelease(changelog)?.name;
	if (!isLater(version, before))
		throw new Error(`${version} is no version of three numbers after ${before ?? 'none'}.`);
	const frozen = json('release/frozen/functions.json');
	const functions = functionsCalled();
	const broken = functionProblems(frozen, functionsIn(migrations));
	if (broken.length > 0) throw new Error(broken.join('\n'));
	lock.packages[''].version = version;
	return {
		'package.json': asJson({ ...manifest, version }),
		'package-lock.json': asJson({ ...lock, version }),
		'CHANGELOG.md': withRelease(changelog, {
			version,
			date: new Date().toISOString().slice(0, 10),
			page: manifest.repository.url.replace(/^git\+|\.git$/g, ''),
		}),
		'release/frozen/functions.json': asJson({ ...frozen, ...functions }),
		'release/frozen/migrations.json': asJson(
			freezeMigrations(json('release/frozen/migrations.json'), version, migrations),
		),
	};
}

function prepare(version) {
	const files = filesOf(version);
	execFileSync('npm', ['run', '--silent', 'freeze'], { cwd: root, stdio: 'inherit' });
	for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
	console.log(
		[
			`This checkout is ${version} now. Read what changed (git diff), then:`,
			`  git commit -am "Release ${version}"`,
			`  git tag ${version}`,
			`  git push origin main ${version}`,
			'The tag starts the workflow Publish: see docs/versions.md.',
		].join('\n'),
	);
}

try {
	prepare(process.argv[2] ?? '');
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}
