/** The database behind the server's own `url` and `pgUrl`. */
export const mainDatabase = 'supabase';

/** A Supabase with nothing in it yet: the template of the others. */
export const blankSupabase = 'blank_supabase';
