/** The newest migration that this package knows; written by supabase/embed.mjs. */
export const SCHEMA_VERSION = '20261101002100';
