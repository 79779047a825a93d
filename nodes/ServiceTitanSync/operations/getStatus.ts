import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { instant, parseInstant, type Instant } from '../../../core/instant';
import { patient } from '../../../core/retry';
import { schemaAge, type SchemaAge } from '../../../core/schema';
import { everyHour } from '../../../core/sync/everyHour';
import { nextDue } from '../../../core/sync/nextDue';
import { ratesOf } from '../../../core/sync/rates';
import { read } from '../../../transport/supabase/answers';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { workspaceFieldFor } from '../../shared/workspaceField';
import { systemClock } from '../../shared/systemClock';
import { operation, textOf } from '../operation';
import { optionOf } from '../runInput';
import { statusSentence } from '../statusSentence';

interface Input extends Record<string, unknown> {
	workspaceId: string;
	runs: number;
	contactHours: number;
}

type State = Record<string, unknown>;

const answerSchema = z
	.object({
		now: z.string(),
		schema_version: z.unknown(),
		workspaces: z.array(z.record(z.unknown())),
	})
	.passthrough();

/** Two days: yesterday stands beside today. */
const CONTACT_HOURS = 48;

const FEW_RUNS = 10;

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Contacts per Hour',
			name: 'contactsPerHour',
			type: 'boolean',
			default: false,
			description:
				'Whether to count how many contacts were created and updated in each of the last 48 hours',
		},
		{
			displayName: 'Runs to Show',
			name: 'runsToShow',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 5000 },
			default: 10,
			description: 'How many of the last runs to show, and to take the rates from',
		},
	],
};

export const getStatus = operation<Input>({
	resource: 'workspace',
	option: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get the status of a workspace',
		description:
			'Whether it runs, how far it is, when the next run is due, what the last runs did and how many rows fail',
	},
	needsServiceTitan: false,
	fields: [
		workspaceFieldFor({
			empty: 'All workspaces',
			description: 'Whose status to read. Empty: that of all workspaces, one item each.',
		}),
		options,
	],

	input: (context, index) => ({
		workspaceId: textOf(context, 'workspaceId', index),
		runs: Number(optionOf(context, index, 'runsToShow', 10)),
		contactHours: optionOf(context, index, 'contactsPerHour', false) ? CONTACT_HOURS : 0,
	}),

	async run(context, { workspaceId, runs, contactHours }) {
		const call = await connectSupabase(context, systemClock, patient);
		const answer = await call('servicetitan_get_status', {
			p_workspace_id: workspaceId || null,
			// The last of a few: the newest may be a reset of the cursor.
			p_runs: Math.max(runs, FEW_RUNS),
			p_contact_hours: contactHours,
		});
		const { now, schema_version, workspaces } = read(answerSchema, answer);
		const age = schemaAge(schema_version);
		const asked = { now, age, runs, contactHours, timezone: context.getTimezone() };
		return workspaces.map((state) => itemOf(state, asked));
	},
});

interface Asked extends Pick<Input, 'runs' | 'contactHours'> {
	/** As the database gives it. */
	now: string;
	/** Of the database's part of the sync. */
	age: SchemaAge;
	timezone: string;
}

function itemOf(state: State, { now: given, age, ...asked }: Asked): IDataObject {
	const { timezone, runs, contactHours } = asked;
	const now = instant.parse(given);
	const history = Array.isArray(state.last_runs) ? (state.last_runs as State[]) : [];
	const last_runs = history.slice(0, runs);
	const rates = ratesOf(last_runs);
	const due = nextDue(
		{
			enabled: state.sync_enabled !== false,
			timezone: typeof state.timezone === 'string' ? state.timezone : null,
			businessHours: state.business_hours ?? null,
			lastStartedAt: lastStartOf(history),
		},
		{ now, timezone },
	);
	const { contacts_per_hour: counted, ...rest } = state;
	const { workspace_id, sync_enabled, sync_status, last_success_at, failing, contacts } = state;
	return {
		message: statusSentence(state, { now, due, rates, age }),
		// What people ask for first; the database gives its fields in an order of its own.
		...{ workspace_id, sync_enabled, sync_status, last_success_at },
		next_due_at: due.at,
		...{ failing, contacts, rates, last_runs },
		...rest,
		last_runs,
		...(contactHours > 0 ? { contacts_per_hour: everyHour(counted, now, contactHours) } : {}),
		now: given,
	} as unknown as IDataObject;
}

/** The newest comes first; moving the cursor is no run. */
function lastStartOf(history: State[]): Instant | null {
	const last = history.find(({ mode }) => mode !== 'reset');
	return typeof last?.started_at === 'string' ? (parseInstant(last.started_at) ?? null) : null;
}
