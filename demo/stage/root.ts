import { join } from 'node:path';

/** The checkout. */
export const root = join(__dirname, '..', '..');
