/** "Workspace 45963: completed, last success …" – the state of one workspace in one sentence for people. */
export function statusSentence(state: Record<string, unknown>): string {
	const text = (name: string): string | undefined =>
		typeof state[name] === 'string' && state[name] !== '' ? state[name] : undefined;
	const parts = [
		`Workspace ${text('workspace_id') ?? ''}: ${text('sync_status') ?? 'idle'}.`,
		state.sync_enabled === false ? 'The sync is switched off.' : undefined,
		text('last_success_at')
			? `Last good run: ${clock(text('last_success_at'))}.`
			: 'No run has succeeded yet.',
		text('last_error'),
		Number(state.failing ?? 0) > 0
			? `${Number(state.failing)} customers could not be written and are tried again.`
			: undefined,
		state.initial_sync_completed === true
			? undefined
			: 'The initial sync has not been run yet: ServiceTitan Sync → Run Initial Sync brings in the customers from before.',
	];
	return parts.filter((part) => part !== undefined).join(' ');
}

const clock = (instant: string | undefined): string =>
	instant ? `${instant.slice(0, 16).replace('T', ' ')} UTC` : '';
