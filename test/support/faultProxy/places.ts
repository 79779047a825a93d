/** The calls of one run, in their order, and how each is told on the wire. */
export interface Place {
	name: string;
	service: 'serviceTitan' | 'supabase';
	where: RegExp;
}

const serviceTitan = (name: string, where: RegExp): Place => ({
	name,
	service: 'serviceTitan',
	where,
});
const supabase = (name: string, where: RegExp): Place => ({ name, service: 'supabase', where });

/** Of "Run Incremental Sync". */
export const PLACES: Place[] = [
	supabase('the start', /servicetitan_start_run/),
	serviceTitan('the sign-in', /^\/connect\/token/),
	serviceTitan('page 1 of the customers', /\/customers\?(?!.*modifiedBefore).*\bpage=1&/),
	serviceTitan('page 2 of the customers', /\/customers\?.*\bpage=2&/),
	serviceTitan('the contact methods of customers', /\/customers\/contacts\?customerIds/),
	serviceTitan('the total of the customers', /\/customers\?.*modifiedBefore/),
	serviceTitan('the export of contact methods', /\/export\/customers\/contacts/),
	supabase('the upsert', /servicetitan_upsert_contacts/),
	supabase('the finish', /servicetitan_finish_run/),
];

/** Of the trigger alone. */
export const CHECKPOINT = supabase('the checkpoint', /servicetitan_checkpoint_run/);
