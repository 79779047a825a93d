import type { IDataObject } from 'n8n-workflow';

import { asError } from '../../../core/asError';
import { RequestFailed } from '../../../core/failure';
import { brief } from '../../../core/retry';
import { explainCustomer as explain, type ExplainPorts } from '../../../sync/explainCustomer';
import {
	findCustomer,
	type Found,
	type SearchServiceTitan,
	type Sought,
} from '../../../sync/findCustomer';
import { asSentence } from '../../../transport/inWords';
import { customerEvidenceOf } from '../../../transport/supabase/contacts';
import { customerIdOf } from '../../ServiceTitan/customerField';
import { candidates } from '../../ServiceTitan/customer/findExisting';
import { connectPorts, type Connections } from '../../shared/connectPorts';
import { workspaceField } from '../../shared/workspaceField';
import { flagOf, operation, textOf } from '../operation';
import { showFor } from '../readState';
import { optionOf } from '../runInput';
import { explainCustomerFields } from './explainCustomerFields';

interface Input extends Record<string, unknown> {
	workspaceId: string;
	findBy: 'crmId' | Sought['by'];
	value: string;
	syncItNow: boolean;
	lookbackSeconds: number;
	link: boolean;
	skipWithoutContactMethods: boolean;
}

export const explainCustomer = operation<Input>({
	resource: 'health',
	option: {
		name: 'Explain Customer',
		value: 'explainCustomer',
		action: 'Explain a customer',
		description:
			'Why a customer is or is not in contacts, or not as ServiceTitan has it, and what to do',
	},
	needsServiceTitan: true,
	fields: [workspaceField, ...explainCustomerFields],

	input: (context, index) => ({
		workspaceId: textOf(context, 'workspaceId', index),
		findBy: context.getNodeParameter('findBy', index, 'crmId') as Input['findBy'],
		value: textOf(context, 'value', index),
		syncItNow: flagOf(context, 'syncItNow', index),
		lookbackSeconds: optionOf(context, index, 'lookbackSeconds', 300),
		link: optionOf(context, index, 'linkManualContacts', true),
		skipWithoutContactMethods: optionOf(context, index, 'skipWithoutContactMethods', true),
	}),

	async run(context, { findBy, value, ...request }) {
		const connections = await connectPorts(context, brief);
		const ports: ExplainPorts = {
			...connections.ports,
			evidence: customerEvidenceOf(connections.supabase),
			asSentence,
		};
		const workspaceId = await workspaceIdOf(connections, request.workspaceId);
		const found = await customerOf(connections, ports, { ...request, workspaceId, findBy, value });
		const item =
			'crmId' in found
				? await explain(ports, { ...request, ...found, workspaceId })
				: withoutSteps(found);
		return [{ workspace_id: workspaceId, ...item } as unknown as IDataObject];
	},
});

/**
 * Without Supabase it is what the field says: nothing that is asked of the workspace can be answered anyway. A database
 * that answers and lacks the function is older than this package, and is told of.
 */
async function workspaceIdOf(connections: Connections, named: string): Promise<string> {
	const { supabase, serviceTitan } = connections;
	try {
		const { shown } = await showFor(supabase, { ...serviceTitan, workspaceId: named });
		return shown.workspace_id;
	} catch (failure) {
		if (failure instanceof RequestFailed && failure.failure.kind !== 'missing') return named;
		throw asError(failure);
	}
}

async function customerOf(
	{ serviceTitan }: Connections,
	ports: ExplainPorts,
	{ workspaceId, findBy: by, value }: Input,
): Promise<Found> {
	if (by === 'crmId') return { crmId: customerIdOf(value) };
	const search: SearchServiceTitan = async (known) =>
		(await candidates(serviceTitan, known)).map(({ id }) => id);
	return await findCustomer(ports, { by, value }, { workspaceId, search });
}

const withoutSteps = ({ verdict, message, contactId }: Exclude<Found, { crmId: number }>) => ({
	crm_id: null,
	contact_id: contactId,
	verdict,
	message,
	steps: [],
	synced: null,
});
