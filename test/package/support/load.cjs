/**
 * Loads the unpacked package named on the command line as n8n does, with nothing else of ours in the process, and
 * prints as one line of JSON what it found. Run by plain Node from the folder that n8n would load it from.
 */
const Module = require('node:module');
const { basename, join } = require('node:path');

const [folder] = process.argv.slice(2);
const manifest = require(join(folder, 'package.json'));
const asked = new Set();

// n8n has these in memory before it loads any node: their time is not ours.
const ofHost = Module.createRequire(join(folder, 'package.json'));
for (const name of ['n8n-workflow', 'luxon', 'zod', 'lodash/get']) ofHost(name);
const load = Module._load;

// Only what our files ask for; what n8n's own modules need among themselves is theirs.
Module._load = function (request, parent, ...rest) {
	if (parent?.filename.startsWith(join(folder, 'dist')) && !request.startsWith('.'))
		asked.add(request);
	return load.call(this, request, parent, ...rest);
};

/** n8n takes the class that is called as the file is. */
function instanceOf(path) {
	const started = performance.now();
	const name = basename(path).split('.')[0];
	const instance = new (require(join(folder, path))[name])();
	return { path, name, instance, milliseconds: performance.now() - started };
}

const methodNames = (methods = {}) =>
	Object.fromEntries(Object.entries(methods).map(([kind, named]) => [kind, Object.keys(named)]));

const nodes = manifest.n8n.nodes.map(instanceOf).map(({ instance, ...file }) => ({
	...file,
	description: instance.description,
	methods: methodNames(instance.methods),
	does: ['poll', 'execute', 'trigger', 'webhook'].filter(
		(verb) => typeof instance[verb] === 'function',
	),
}));

const credentials = manifest.n8n.credentials.map(instanceOf).map(({ instance, ...file }) => ({
	...file,
	credential: instance,
	does: ['authenticate', 'preAuthentication', 'test'].filter(
		(part) => instance[part] !== undefined,
	),
}));

console.log(JSON.stringify({ nodes, credentials, asked: [...asked].sort() }));
