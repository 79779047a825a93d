import { contractStories } from '../support/supabaseContract/contract';
import { databaseSubject } from '../support/supabaseContract/databaseSubject';
import type { Subject } from '../support/supabaseContract/subject';

let supabase: Subject;
beforeAll(async () => {
	supabase = await databaseSubject();
});
afterAll(async () => await supabase.end());

contractStories(() => supabase);
