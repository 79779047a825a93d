import { contractStories } from '../support/supabaseContract/contract';
import { memorySubject } from '../support/supabaseContract/memorySubject';

const supabase = memorySubject();

contractStories(() => supabase);
