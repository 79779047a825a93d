import { brief } from '../../../core/retry';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { healthOf } from '../../../transport/supabase/health';
import { systemClock } from '../../shared/systemClock';
import { flagOf, operation, textOf } from '../operation';

interface Input extends Record<string, unknown> {
	incidentId: string;
	event: string;
	sent: boolean;
}

export const markAlertsTold = operation<Input>({
	resource: 'health',
	option: {
		name: 'Mark Alerts Told',
		value: 'markAlertsTold',
		action: 'Mark alerts as told',
		description:
			'After an alert of Check Health was sent: say so, and it is not sent again. What is not marked within ten minutes the next check tells once more.',
	},
	needsServiceTitan: false,
	onlyForPeople: true,
	fields: [
		{
			displayName: 'Incident ID',
			name: 'incidentId',
			type: 'string',
			default: '={{ $json.incidentId }}',
			description: 'The alert that was sent, as Check Health named it',
		},
		{
			displayName: 'Event',
			name: 'event',
			type: 'string',
			default: '={{ $json.event }}',
			description: 'What was told of it: opened, still or resolved',
		},
		{
			displayName: 'Sent',
			name: 'sent',
			type: 'boolean',
			default: true,
			description: 'Whether it got through; if not, the next check tells it at once',
		},
	],

	input: (context, index) => ({
		incidentId: textOf(context, 'incidentId', index),
		event: textOf(context, 'event', index),
		sent: flagOf(context, 'sent', index, true),
	}),

	async run(context, { incidentId, event, sent }) {
		// An alert about an outage of Supabase is in no table.
		if (incidentId === '') return [{ incidentId: null, marked: false, sent }];
		const call = await connectSupabase(context, systemClock, brief);
		const marked = await healthOf(call).markTold([{ incidentId, event }], sent);
		return [{ incidentId, marked: marked > 0, sent }];
	},
});
