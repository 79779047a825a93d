import { anew } from '../../bench/scenarios/anew';
import type { Call } from '../../bench/scenarios/recorded';

const RUN = '11111111-0000-4000-8000-000000000001';
const BATCH = '22222222-0000-4000-8000-000000000002';

const call = (service: Call['service'], path: string, body = ''): Call => ({
	service,
	at: 0,
	method: body === '' ? 'GET' : 'POST',
	path,
	body,
});

const recordedRun = [
	call('Supabase', '/rest/v1/rpc/start', JSON.stringify({ p_run_id: RUN })),
	call('ServiceTitan', '/customers?modifiedOnOrAfter=2026-03-02T12%3A00%3A00.1230000Z&page=1'),
	call(
		'Supabase',
		'/rest/v1/rpc/upsert',
		JSON.stringify({
			p_run_id: RUN,
			p_batch_id: BATCH,
			p_rows: [
				{
					crm_id: '7',
					firstname: 'Before',
					source_modified_on: '2026-03-02T12:00:01.0000000Z',
					source_read_at: '2026-03-02T12:00:02.000Z',
				},
			],
		}),
	),
];

function again() {
	let ids = 0;
	return anew(recordedRun, {
		from: { since: '2026-03-02T12:00:00.123Z', word: 'Before' },
		to: { since: '2026-03-02T13:00:00.456Z', word: 'After' },
		now: '2026-03-02T13:00:01.000Z',
		newId: () => `id-${++ids}`,
	});
}

const bodyOf = (index: number) => JSON.parse(again()[index]?.body ?? '') as Record<string, unknown>;

describe('The calls of a run, sent again', () => {
	it('belong to one other run, so that the database does not answer from memory', () => {
		expect(bodyOf(0)).toEqual({ p_run_id: 'id-1' });
		expect(bodyOf(2)).toMatchObject({ p_run_id: 'id-1', p_batch_id: 'id-2' });
	});

	it('carry the other edit in a later version, so that as much is written', () => {
		expect(bodyOf(2).p_rows).toEqual([
			{
				crm_id: '7',
				firstname: 'After',
				source_modified_on: '2026-03-02T13:00:01.0000000Z',
				source_read_at: '2026-03-02T13:00:01.000Z',
			},
		]);
	});

	it('ask for what changed since the other edit, so that as much is read', () => {
		expect(again()[1]?.path).toBe(
			'/customers?modifiedOnOrAfter=2026-03-02T13%3A00%3A00.4560000Z&page=1',
		);
	});
});
