-- The history of runs, and what a run must remember until it is closed.
set search_path = public, pg_temp;

create table if not exists servicetitan_sync_runs (
	run_id uuid primary key,
	workspace_id text not null,
	mode text not null check (mode in ('incremental', 'initial', 'reconciliation', 'reset')),
	source text not null check (source in ('trigger', 'sync')),
	status text not null default 'running' check (status in ('running', 'completed', 'completed_with_failures', 'failed')),
	consumer jsonb,
	started_at timestamptz not null default now(),
	heartbeat_at timestamptz not null default now(),
	finished_at timestamptz,
	cursor_from timestamptz,
	cursor_to timestamptz,
	fetched int not null default 0,
	created int not null default 0,
	updated int not null default 0,
	unchanged int not null default 0,
	linked int not null default 0,
	skipped int not null default 0,
	failed int not null default 0,
	handed_out int not null default 0,
	remaining int,
	commit jsonb,
	result jsonb,
	failure_kind text,
	failure text,
	taken_over_by uuid,
	note text
);
alter table servicetitan_sync_runs add column if not exists progress jsonb;
create index if not exists servicetitan_sync_runs_newest on servicetitan_sync_runs (workspace_id, started_at desc);
create index if not exists servicetitan_sync_runs_open on servicetitan_sync_runs (workspace_id, (consumer->>'workflowId')) where status = 'running';

create table if not exists servicetitan_sync_failures (
	workspace_id text,
	crm_id text,
	reason text,
	sqlstate text,
	source_modified_on text,
	attempts int not null default 1,
	first_failed_at timestamptz not null default now(),
	last_failed_at timestamptz not null default now(),
	next_attempt_at timestamptz not null default now(),
	status text not null default 'open' check (status in ('open', 'gone')),
	run_id uuid,
	primary key (workspace_id, crm_id)
);
create index if not exists servicetitan_sync_failures_of_run on servicetitan_sync_failures (run_id);

create table if not exists servicetitan_sync_handed_out (
	run_id uuid,
	crm_id text,
	acknowledged_at timestamptz,
	outcome text,
	primary key (run_id, crm_id)
);

create table if not exists servicetitan_sync_delivered (
	workspace_id text,
	stream text check (stream in ('customer', 'contact_method')),
	record_id text,
	version text not null,
	primary key (workspace_id, stream, record_id)
);

create table if not exists servicetitan_sync_batches (
	batch_id uuid primary key,
	workspace_id text not null,
	run_id uuid,
	result jsonb not null,
	created_at timestamptz not null default now()
);
create index if not exists servicetitan_sync_batches_age on servicetitan_sync_batches (workspace_id, created_at);

create table if not exists servicetitan_sync_staged (
	workspace_id text,
	method_id bigint,
	customer_id bigint not null,
	method jsonb not null,
	primary key (workspace_id, method_id)
);
create index if not exists servicetitan_sync_staged_of_customer on servicetitan_sync_staged (workspace_id, customer_id);

-- Row level security without a policy: nobody but the secret key sees anything.
do $$
declare
	v_table text;
begin
	foreach v_table in array array['runs', 'failures', 'handed_out', 'delivered', 'batches', 'staged'] loop
		execute format('alter table servicetitan_sync_%s enable row level security', v_table);
		execute format('revoke all on servicetitan_sync_%s from PUBLIC, anon, authenticated', v_table);
		execute format('grant select, insert, update, delete on servicetitan_sync_%s to service_role', v_table);
	end loop;
end $$;

reset search_path;
