import type { RetryPolicy } from '../../core/retry';
import type { Ports } from '../../sync/ports';
import type { N8nContext } from '../../transport/http';
import { connectServiceTitan, type ServiceTitanConnection } from '../../transport/serviceTitan';
import { connectSupabase, type CallFunction } from '../../transport/supabase/connectSupabase';
import { contactIdsOf, contactsOf } from '../../transport/supabase/contacts';
import { inWords } from '../../transport/inWords';
import { runsOf } from '../../transport/supabase/runs';
import { stagedMethodsOf } from '../../transport/supabase/stagedMethods';
import { parsePhone } from '../../transport/vendor/phoneNumber';
import { systemClock } from './systemClock';

export interface Connections {
	serviceTitan: ServiceTitanConnection;
	supabase: CallFunction;
	ports: Ports;
}

/** Both services with the node's credentials, as the runs want them; nothing is asked yet. */
export async function connectPorts(context: N8nContext, policy: RetryPolicy): Promise<Connections> {
	const [serviceTitan, supabase] = await Promise.all([
		connectServiceTitan(context, systemClock, policy),
		connectSupabase(context, systemClock, policy),
	]);
	const ports: Ports = {
		serviceTitan,
		runs: runsOf(supabase),
		contacts: contactsOf(supabase),
		contactIds: contactIdsOf(supabase),
		stagedMethods: stagedMethodsOf(supabase),
		clock: systemClock,
		parsePhone,
		inWords,
	};
	return { serviceTitan, supabase, ports };
}
