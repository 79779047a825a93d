import type { LogEntry } from '../log';

/** Answers one request. The log entry goes along, so that each layer can note what it did. */
export type Answer = (request: Request, entry: LogEntry) => Promise<Response>;

/** Something around the answering: a fault, a header, a delay. */
export type Layer = (next: Answer) => Answer;
