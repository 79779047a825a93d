import tseslint from 'typescript-eslint';

/**
 * eslint.config.mjs belongs to n8n's own lint, which demands it unchanged and judges what is shipped.
 * This one judges everything else, and adds to what is shipped the two things n8n's rules do not ask:
 * no promise left to itself, no `!`.
 */
const shipped = ['core', 'sync', 'transport', 'nodes', 'credentials'].map(
	(folder) => `${folder}/**/*.ts`,
);

const nodeGlobals = Object.fromEntries(
	[
		...['AbortController', 'AbortSignal', 'Buffer', 'console', 'fetch', 'performance', 'process'],
		...['Request', 'Response', 'Headers', 'structuredClone', 'TextDecoder', 'TextEncoder'],
		...['URL', 'URLSearchParams', 'clearInterval', 'clearTimeout', 'setImmediate', 'setInterval'],
		...['setTimeout', 'globalThis'],
	].map((name) => [name, 'readonly']),
);

const commonJsGlobals = Object.fromEntries(
	['__dirname', '__filename', 'exports', 'module', 'require'].map((name) => [name, 'readonly']),
);

export default tseslint.config(
	{ ignores: ['dist/', 'coverage/', '.data/', '**/node_modules/', '**/*.d.ts'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	tseslint.configs.recommended,
	{
		rules: {
			eqeqeq: 'error',
			'no-constant-condition': ['error', { checkLoops: false }],
			'no-empty': 'error',
			'no-fallthrough': 'error',
			'no-self-compare': 'error',
			'no-unreachable': 'error',
			'no-unsafe-finally': 'error',
			'no-useless-catch': 'error',
			'object-shorthand': 'error',
			// `{ kept, ...rest }` is how one leaves a key out; a leading underscore says "on purpose".
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
		},
	},
	{
		files: ['**/*.ts'],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/only-throw-error': 'error',
			// What was caught, or what an abort gives as its reason, has no type and may be handed on.
			'@typescript-eslint/prefer-promise-reject-errors': [
				'error',
				{ allowThrowingAny: true, allowThrowingUnknown: true },
			],
		},
	},
	{ files: shipped, rules: { '@typescript-eslint/no-non-null-assertion': 'error' } },
	{
		files: ['**/*.{js,cjs,mjs}'],
		languageOptions: { globals: nodeGlobals },
		rules: { 'no-undef': 'error' },
	},
	{
		files: ['**/*.{js,cjs}'],
		languageOptions: { globals: commonJsGlobals, sourceType: 'commonjs' },
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
);
