import type { LogEntry } from '../../simulator';
import {
	checkAgainstSpecification,
	checkReply,
	operationName,
	operations,
	SPECIFICATION_ABSENT,
	specificationPresent,
} from '../support/specification';
import { Caller, type Answered } from './caller';
import { requestsFor, type Scene } from './everyRequest';

const describeContract = specificationPresent ? describe : describe.skip;

/** Operations that are in the specification and that nothing here needs: the gateway answers them with its 404. */
const LEFT_OUT = [/\/locations\/.*\/|\/locations\/contacts|\/export\/locations/];

async function scene(): Promise<Scene> {
	const caller = await Caller.signedIn({ customers: 120 });
	const { simulator } = caller;
	simulator.switches.ratePerSecond = Infinity;
	const { id } = simulator.addCustomer({
		name: 'Smith, John & Mary',
		tagTypeIds: [201],
		contacts: [
			{ type: 'Phone', value: '5125550100', memo: 'Home', doNotText: true },
			{ type: 'Email', value: 'john@example.com' },
		],
		externalData: [{ key: 'legacy', value: '1' }],
	});
	const inactive = simulator.addCustomer({ active: false }).id;
	const note = simulator.addNote(id, 'First').id;
	const location = simulator.tenant.locations.rows()[0]?.id ?? 0;
	return { caller, id, inactive, note, contact: simulator.contactsOf(id)[0]?.id ?? 0, location };
}

const lastEntry = (caller: Caller): LogEntry => {
	const entry = caller.simulator.log.entries.at(-1);
	if (!entry) throw new Error('nothing was asked');
	return entry;
};

if (!specificationPresent)
	it('is not checked against the specification, because that is absent', () => {
		console.log(`The contract test was ${SPECIFICATION_ABSENT}`);
	});

describeContract('every reply of the simulator', () => {
	it.each(requestsFor.map((one) => [one.story, one] as const))(
		'is as the specification has it: %s',
		async (_story, { request, status }) => {
			const stage = await scene();
			const [method, path, body] = request(stage);
			const answered: Answered = await stage.caller.call(method, path, { body });
			expect(answered.status).toBe(status);
			const entry = lastEntry(stage.caller);
			expect(checkReply(entry, answered.text)).toEqual([]);
			if (status === 200) expect(checkAgainstSpecification(entry)).toEqual([]);
		},
	);

	it('is there for every operation but those that are left out on purpose', async () => {
		const stage = await scene();
		const asked = new Set<string | undefined>();
		for (const { request } of requestsFor) {
			const [method, path] = request(stage);
			const { pathname } = new URL(`https://x/crm/v2/tenant/1${path}`);
			asked.add(operationName(method, pathname));
		}
		const missing = operations.filter((operation) => !asked.has(operation));
		const unexplained = missing.filter((operation) => !LEFT_OUT.some((out) => out.test(operation)));
		expect(unexplained).toEqual([]);
	});

	it.each(['401', '403', '429', '500', '502', '503', '504'] as const)(
		'has the shape of a failure when it is %s',
		async (kind) => {
			const { caller } = await scene();
			caller.simulator.faults.next(1, kind);
			const { text } = await caller.get('/customers');
			expect(checkReply(lastEntry(caller), text)).toEqual([]);
		},
	);

	it('breaks the specification only where it was switched to', async () => {
		const { caller } = await scene();
		caller.simulator.switches.country = 'null';
		const { text } = await caller.get('/customers?pageSize=1');
		expect(checkReply(lastEntry(caller), text)).toContainEqual(
			expect.stringContaining('/address/country must be string'),
		);
	});
});

describeContract('the check of requests', () => {
	it.each<[story: string, method: string, path: string, body: unknown, problem: string]>([
		['an unknown path', 'GET', '/clients', undefined, 'no operation'],
		['a method the path does not have', 'PUT', '/customers/1', {}, 'no operation'],
		['an unknown parameter', 'GET', '/customers?since=1', undefined, 'no parameter'],
		[
			'a parameter of another operation',
			'GET',
			'/export/customers?pageSize=5',
			undefined,
			'no parameter',
		],
		['a text for a number', 'GET', '/customers?page=one', undefined, 'integer'],
		['a wrong yes or no', 'GET', '/customers?includeTotal=1', undefined, 'boolean'],
		[
			'a date without a time',
			'GET',
			'/customers?modifiedOnOrAfter=2026-01-01',
			undefined,
			'date-time',
		],
		['a plus that is not encoded', 'GET', '/customers?sort=+Id', undefined, 'pattern'],
		[
			'an unknown choice',
			'GET',
			'/customers?active=All',
			undefined,
			'/ActiveRequestArg|allowed values|oneOf',
		],
		[
			'a body with a field too many',
			'POST',
			'/customers/1/notes',
			{ text: 'x', by: 'me' },
			'additional',
		],
		['a body with a field too few', 'POST', '/customers/1/notes', {}, 'text'],
		['no body where one belongs', 'POST', '/customers/1/notes', undefined, 'object'],
		['a body where none belongs', 'POST', '/customers/1/tags/2', { a: 1 }, 'none is expected'],
	])('finds %s', async (_story, method, path, body, problem) => {
		const { caller } = await scene();
		await caller.call(method, path, { body });
		expect(checkAgainstSpecification(lastEntry(caller)).join()).toMatch(new RegExp(problem));
	});

	it('has nothing to say about tokens and other modules', async () => {
		const { caller } = await scene();
		await caller.get('https://api.servicetitan.io/jpm/v2/tenant/1234567890/jobs?anything=1');
		expect(caller.simulator.log.entries.flatMap(checkAgainstSpecification)).toEqual([]);
	});
});
