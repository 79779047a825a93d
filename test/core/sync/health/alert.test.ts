import { alertOf, type Incident } from '../../../../core/sync/health/alert';

const incident: Incident = {
	incident_id: 'i-1',
	workspace_id: '45963',
	kind: 'rowsFailing',
	event: 'opened',
	text: 'Workspace 45963: 1 customer cannot be written, for example 7 (a < b & c).',
	to_do: 'They are tried again.',
	over: 'Workspace 45963: all customers are written.',
	opened_at: '2026-07-01T17:07:00.0000000Z',
};

describe('an alert', () => {
	it('says what is wrong, what to do and since when', () => {
		expect(alertOf(incident)).toMatchObject({
			incidentId: 'i-1',
			event: 'opened',
			subject: 'ServiceTitan sync 45963: wrong (rows failing)',
			text: [
				'Something is wrong with the ServiceTitan sync (since 2026-07-01 17:07 UTC)',
				incident.text,
				'What to do: They are tried again.',
			].join('\n'),
		});
	});

	it('is readable in Slack, which takes some characters for its own', () => {
		const { blocks } = alertOf(incident);
		const words = JSON.stringify(blocks);
		expect(words).toContain('a &lt; b &amp; c');
		expect(words).toContain('*What to do:* They are tried again.');
		expect(blocks[0]).toEqual({
			type: 'section',
			text: { type: 'mrkdwn', text: expect.stringContaining('Something is wrong') },
		});
	});

	it('says when it is over, without advice', () => {
		const { text, subject, blocks } = alertOf({ ...incident, event: 'resolved' });
		expect(text).toBe(
			'Over: the ServiceTitan sync is fine again (since 2026-07-01 17:07 UTC)\nWorkspace 45963: all customers are written.',
		);
		expect(subject).toContain('over');
		expect(JSON.stringify(blocks)).not.toContain('What to do');
	});

	it('stays within what Slack takes', () => {
		const { blocks } = alertOf({ ...incident, text: 'x'.repeat(9_000) });
		for (const block of blocks) expect(JSON.stringify(block).length).toBeLessThan(3_000);
	});
});
