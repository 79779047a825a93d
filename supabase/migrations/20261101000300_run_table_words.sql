-- What the tables and columns mean, for those who read them in the table editor.
set search_path = public, pg_temp;

comment on table servicetitan_sync_runs is 'The history of the sync: one row for each run.';
comment on column servicetitan_sync_runs.mode is 'incremental, initial or reconciliation. reset: nothing was read, a person moved the cursor.';
comment on column servicetitan_sync_runs.source is 'trigger: the ServiceTitan Trigger handed customers to its workflow. sync: the ServiceTitan Sync node did everything itself.';
comment on column servicetitan_sync_runs.status is 'running, completed, completed_with_failures (some rows could not be written) or failed.';
comment on column servicetitan_sync_runs.consumer is 'The workflow and node that ran it, or moved the cursor.';
comment on column servicetitan_sync_runs.heartbeat_at is 'The last sign of life.';
comment on column servicetitan_sync_runs.cursor_from is 'Customers changed since this moment were read.';
comment on column servicetitan_sync_runs.cursor_to is 'Where the next run goes on. Empty when the cursor did not move.';
comment on column servicetitan_sync_runs.fetched is 'Customers read from ServiceTitan.';
comment on column servicetitan_sync_runs.created is 'Contacts that were new.';
comment on column servicetitan_sync_runs.updated is 'Contacts in which something changed.';
comment on column servicetitan_sync_runs.unchanged is 'Contacts that were up to date already.';
comment on column servicetitan_sync_runs.linked is 'Contacts typed in by hand that now belong to their ServiceTitan customer.';
comment on column servicetitan_sync_runs.skipped is 'Customers not written on purpose, for example without phone and e-mail.';
comment on column servicetitan_sync_runs.failed is 'Customers that could not be written. See servicetitan_sync_failures.';
comment on column servicetitan_sync_runs.handed_out is 'Customers given to the workflow.';
comment on column servicetitan_sync_runs.remaining is 'Customers given to the workflow that had not been written when the run was closed.';
comment on column servicetitan_sync_runs.commit is 'What is stored when the run finishes: the next cursor and the like.';
comment on column servicetitan_sync_runs.result is 'What the run answered when it finished.';
comment on column servicetitan_sync_runs.failure_kind is 'Why it failed, in one word.';
comment on column servicetitan_sync_runs.failure is 'Why it failed, in words.';
comment on column servicetitan_sync_runs.taken_over_by is 'The run that went on in place of this one.';
comment on column servicetitan_sync_runs.note is 'Anything else worth knowing.';
comment on column servicetitan_sync_runs.progress is 'How far a long run is, with its rate and estimated end; of a reconciliation, what it healed.';

comment on table servicetitan_sync_failures is 'Customers that could not be written to contacts, and why. They are tried again by the next runs; a row goes away when its customer is written.';
comment on column servicetitan_sync_failures.crm_id is 'The ServiceTitan customer id.';
comment on column servicetitan_sync_failures.reason is 'What Supabase said.';
comment on column servicetitan_sync_failures.sqlstate is 'The code that PostgreSQL gives this kind of refusal.';
comment on column servicetitan_sync_failures.source_modified_on is 'The newest version of it that failed.';
comment on column servicetitan_sync_failures.attempts is 'How often it was tried.';
comment on column servicetitan_sync_failures.next_attempt_at is 'When it is tried again: after 15 minutes at first, then ever later, at most a day.';
comment on column servicetitan_sync_failures.status is 'open: it will be tried again. gone: ServiceTitan no longer knows this customer.';

comment on table servicetitan_sync_handed_out is 'Customers that the run going on has given to its workflow. Empty when nothing runs.';
comment on column servicetitan_sync_handed_out.outcome is 'What became of it: created, updated, unchanged, linked, skipped or failed.';
comment on column servicetitan_sync_handed_out.acknowledged_at is 'When Supabase Contact Upsert dealt with it. Empty: still awaited.';

comment on table servicetitan_sync_delivered is 'The versions read lately, so that the overlap between two runs is not delivered twice.';
comment on column servicetitan_sync_delivered.stream is 'customer or contact_method (phone numbers and e-mails).';
comment on column servicetitan_sync_delivered.version is 'When ServiceTitan last changed it.';

comment on table servicetitan_sync_batches is 'What each batch answered, kept for two days, so that a repeated call gets the first answer.';

comment on table servicetitan_sync_staged is 'Phone numbers and e-mails that an initial sync has read and whose customers are still to come. Empty when none is under way.';
comment on column servicetitan_sync_staged.method_id is 'The id of the phone number or e-mail in ServiceTitan.';
comment on column servicetitan_sync_staged.customer_id is 'The ServiceTitan customer it belongs to.';
comment on column servicetitan_sync_staged.method is 'What of it the contact is made from.';

reset search_path;
