/**
 * For n8n's `NODE_OPTIONS=--require`. The AI Agent's file loads SQLite for an agent that nobody uses here, and the n8n
 * of these tests has none: SQLite would have to be compiled, and its database is PostgreSQL.
 */
const Module = require('node:module');

const load = Module._load;
Module._load = (request, ...rest) =>
	request === 'sqlite3' ? {} : Reflect.apply(load, Module, [request, ...rest]);
