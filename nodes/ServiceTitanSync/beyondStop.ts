import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * The execution, for requests that shall go through although somebody stopped it. From that moment on n8n cancels
 * every request of a context that has a cancel signal: what is read could not be written any more, nor the run
 * recorded as stopped, and nobody else could start until its lease ran out. Only for runs that ask at each page
 * whether they were stopped.
 */
export const beyondStop = (context: IExecuteFunctions): IExecuteFunctions =>
	new Proxy(context, {
		has: (target, name) => name !== 'getExecutionCancelSignal' && name in target,
	});
