import type { RowOutcome } from '../../../core/contact/contactRow';
import {
	MOST_HEALED,
	nothingHealed,
	sentenceOfHealing,
	withOutcomes,
} from '../../../core/sync/healing';

const row = (crm_id: string, outcome: RowOutcome['outcome'], changed?: string[]): RowOutcome => ({
	crm_id,
	outcome,
	changed,
});

describe('what a reconciliation healed', () => {
	it('counts what was missing, different or without its customer, and nothing else', () => {
		const healing = withOutcomes(nothingHealed(), [
			row('1', 'created'),
			row('2', 'updated', ['phone', 'tags']),
			row('3', 'linked'),
			row('4', 'unchanged'),
			row('5', 'skipped'),
			row('6', 'failed'),
		]);
		expect(healing).toEqual({
			healed: 3,
			differences: { missing: 1, phone: 1, tags: 1, linked: 1 },
			rows: [
				{ crm_id: '1', outcome: 'created', changed: [] },
				{ crm_id: '2', outcome: 'updated', changed: ['phone', 'tags'] },
				{ crm_id: '3', outcome: 'linked', changed: [] },
			],
		});
	});

	it('adds up over batches, and names only the first', () => {
		const batch = Array.from({ length: 40 }, (_, id) => row(String(id), 'updated', ['email']));
		const healing = withOutcomes(withOutcomes(nothingHealed(), batch), batch);
		expect(healing).toMatchObject({ healed: 80, differences: { email: 80 } });
		expect(healing.rows).toHaveLength(MOST_HEALED);
	});

	it.each<[differences: Record<string, number>, healed: number, dry: boolean, sentence: string]>([
		[{}, 0, false, 'Every contact is what ServiceTitan holds.'],
		[{}, 0, true, 'Every contact is what ServiceTitan holds.'],
		[{ missing: 1 }, 1, false, '1 contact was different, healed: 1 missing.'],
		[
			{ missing: 1, phone: 2 },
			3,
			false,
			'3 contacts were different, healed: phone in 2, 1 missing.',
		],
		[{ email: 2 }, 2, true, '2 contacts were different, a run would heal: email in 2.'],
		[
			{ linked: 1 },
			1,
			false,
			'1 contact was different, healed: 1 linked to a contact typed in by hand.',
		],
	])('%j of %i (dry run: %s): %s', (differences, healed, dryRun, sentence) => {
		expect(sentenceOfHealing({ healed, differences, rows: [] }, dryRun)).toBe(sentence);
	});
});
