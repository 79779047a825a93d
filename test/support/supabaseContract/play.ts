import { RequestFailed } from '../../../core/failure';
import type { Action } from './actions';
import { WORKSPACES } from './calls';
import { comparable } from './comparable';
import { TENANT } from './steps';
import type { Subject } from './subject';

/**
 * Does it all to one Supabase.
 * @returns what each action was answered and what stands in the tables in the end, ids and times taken out
 */
export async function play(subject: Subject, actions: Action[]): Promise<unknown> {
	await subject.clear();
	for (const workspace of WORKSPACES) {
		await subject.call('servicetitan_set_up_workspace', {
			p_workspace_id: workspace,
			p_tenant_id: TENANT.tenantId,
			p_environment: TENANT.environment,
		});
	}
	const player = new Player(subject);
	const answers: unknown[] = [];
	for (const action of actions) answers.push(await player.act(action));
	return comparable({ answers, tables: await tablesOf(subject, player.runs) });
}

class Player {
	/** Ids of the runs so far, the newest first. */
	readonly runs: string[] = [];
	private contacts = 0;

	constructor(private readonly subject: Subject) {}

	async act(action: Action): Promise<unknown> {
		const { subject } = this;
		if ('call' in action) return await this.call(action);
		if ('add' in action) {
			this.contacts += 1;
			const id = `00000000-0000-4000-a000-${String(this.contacts).padStart(12, '0')}`;
			return await subject.addContact({ ...action.add, id });
		}
		if (action.change === 'state')
			return await subject.changeState(action.workspace, action.values);
		if (action.change === 'failures') {
			return await subject.changeFailures(action.workspace, action.values);
		}
		const found = await subject.contactRows(action.workspace);
		const contact = found[action.place];
		const named = Object.keys(action.values).length > 0;
		return contact && named && (await subject.changeContact(contact.id, action.values));
	}

	private async call(action: Extract<Action, { call: string }>): Promise<unknown> {
		const args = { ...action.args };
		if ('run' in action) {
			const runId = await this.runId(action.run, String(args.p_workspace_id));
			if (runId === undefined) return 'there is no such run';
			args.p_run_id = runId;
		}
		try {
			return await this.subject.call(action.call, args);
		} catch (thrown) {
			if (!(thrown instanceof RequestFailed)) throw thrown;
			const { kind } = thrown.failure;
			return { kind, code: 'code' in thrown.failure ? thrown.failure.code : null };
		}
	}

	private async runId(which: 'current' | 'new' | number, workspace: string) {
		if (typeof which === 'number') return this.runs[which];
		if (which === 'new') {
			const count = String(this.runs.length + 1);
			this.runs.unshift(`00000000-0000-4000-b000-${count.padStart(12, '0')}`);
			return this.runs[0];
		}
		const known = WORKSPACES.includes(workspace) ? workspace : 'a';
		return (await this.subject.state(known)).run_id ?? this.runs[0];
	}
}

async function tablesOf(subject: Subject, runs: string[]): Promise<unknown> {
	const tables: Record<string, unknown> = {};
	for (const workspace of WORKSPACES) {
		tables[workspace] = {
			state: await subject.state(workspace),
			runs: await subject.runRows(workspace),
			failures: await subject.failures(workspace),
			contacts: await subject.contactRows(workspace),
			delivered: await subject.delivered(workspace),
			staged: await subject.staged(workspace),
		};
	}
	const awaited = [];
	for (const run of runs) awaited.push(await subject.awaited(run));
	return { ...tables, awaited };
}
