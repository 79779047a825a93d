import { rowOf } from '../../../core/contact/rowOf';

const parsePhone = () => undefined;
const odd = { reason: 'value Expected string', asSent: {} };

describe('a customer as a row to write', () => {
	it('is a contact', () => {
		expect(
			rowOf(
				{ customer: { id: 7, name: 'Ada Lovelace' }, contacts: [], readAt: undefined },
				parsePhone,
			),
		).toMatchObject({ crm_id: '7', lastname: 'Lovelace' });
	});

	it.each([
		['it cannot be read', { customer: { id: 7, unreadable: odd }, contacts: undefined }],
		[
			'one of its contact methods cannot',
			{ customer: { id: 7 }, contacts: [{ id: 1 }, { id: 2, unreadable: odd }] },
		],
	])('is set aside as failed where %s', (_, read) => {
		expect(rowOf({ ...read, readAt: undefined }, parsePhone)).toEqual({
			crm_id: '7',
			set_aside: 'failed',
			reason: 'The customer cannot be read: value Expected string',
		});
	});
});
