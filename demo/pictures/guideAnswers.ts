import { operations } from '../../nodes/ServiceTitanSync/operations';
import type { Stage } from '../stage/stage';
import {
	addRuleOfBusiness,
	addUnreachable,
	dailyLife,
	editInBulk,
	leaveRunOpen,
	takeExportAway,
} from './guideStates';

/** An operation of ServiceTitan Sync, asked in a state that it has something to say of. */
interface Question {
	/** Its value, and the picture's name. */
	operation: string;
	/** Makes the state, and gives what a person would fill in. */
	ask: (stage: Stage, run: () => Promise<void>) => Promise<Record<string, unknown>>;
	/** How high a picture of the panel is at least, in pixels. */
	panel?: number;
	/** How high a picture of the output alone is, as a table. */
	table?: number;
}

/** Milliseconds; it is over before anybody asks. */
const AFTER_LAST_EDIT = 1_000;

/** In this order: each state holds what the ones before it made. */
const questions: Question[] = [
	{
		operation: 'checkHealth',
		async ask(stage) {
			await leaveRunOpen(stage);
			return {};
		},
	},
	{
		operation: 'releaseRun',
		ask: async () => ({ reason: 'n8n was moved to another server' }),
	},
	{
		operation: 'getStatus',
		async ask(stage, run) {
			await addRuleOfBusiness(stage);
			dailyLife(stage);
			await run();
			return { options: { runsToShow: 3 } };
		},
		panel: 764,
	},
	{
		operation: 'explainCustomer',
		async ask(stage, run) {
			const id = addUnreachable(stage);
			await run();
			return { findBy: 'crmId', value: String(id) };
		},
	},
	{
		operation: 'checkAssumptions',
		ask: async () => ({}),
		table: 900,
	},
	{
		operation: 'resetCursor',
		async ask(stage) {
			await editInBulk(stage);
			return {
				cursor: new Date(Date.now() + AFTER_LAST_EDIT).toISOString(),
				reason: 'An import in ServiceTitan touched many customers',
				dryRun: true,
			};
		},
	},
	{
		operation: 'setEnabled',
		ask: async () => ({ enabled: false }),
	},
	{
		operation: 'diagnose',
		async ask(stage) {
			takeExportAway(stage);
			return {};
		},
		table: 1000,
	},
];

/** The questions, each with its operation as n8n has it and shows it. */
export const guideAnswers = questions.map((question) => {
	const asked = operations.find(({ option }) => option.value === question.operation);
	if (!asked) throw new Error(`ServiceTitan Sync has no operation ${question.operation}.`);
	const { resource, option } = asked;
	const [initial = ''] = resource;
	return {
		...question,
		resource,
		name: `${initial.toUpperCase()}${resource.slice(1)}: ${option.name}`,
	};
});
