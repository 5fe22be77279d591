-- The history ledger, and what is drained from it.

create table events (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  at timestamptz not null,
  name text not null check (name ~ '^[a-z_]+\.[a-z_]+$'),
  actor_kind text not null check (actor_kind in ('staff', 'member', 'visitor', 'job')),
  actor_id text not null,
  subject_kind text not null,
  subject_id uuid not null,
  -- The person whose page shows it, when it is not the subject itself.
  person_id uuid,
  changes jsonb not null default '{}',
  request_id text,
  primary key (tenant_id, id)
);
create index events_by_subject on events (tenant_id, subject_id, id);
create index events_by_person on events (tenant_id, person_id, id) where person_id is not null;
create trigger events_written_once before update or delete on events for each row execute function refuse_change();
call guard_tenant('events', 'select, insert');

create table mails (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  -- What the mail is about, so that the same fact is never mailed twice.
  dedupe_key text not null,
  template text not null,
  recipient citext not null,
  reply_to text,
  subject text not null,
  html text not null,
  body_text text not null,
  invoice_id uuid,
  person_id uuid,
  queued_at timestamptz not null default now(),
  next_try_at timestamptz not null default now(),
  attempts integer not null default 0,
  sent_at timestamptz,
  failed_at timestamptz,
  last_error text,
  provider_id text,
  primary key (tenant_id, id),
  unique (tenant_id, dedupe_key)
);
create index mails_due on mails (tenant_id, next_try_at) where sent_at is null and failed_at is null;
create index mails_by_person on mails (tenant_id, person_id, id) where person_id is not null;
call guard_tenant('mails');

create table idempotency_keys (
  tenant_id uuid not null default current_tenant() references tenants (id),
  caller text not null,
  key text not null check (length(key) between 1 and 200),
  body_hash text not null,
  -- Null while the first request with this key is still running.
  status integer,
  answer text,
  content_type text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, caller, key)
);
create index idempotency_keys_by_age on idempotency_keys (tenant_id, created_at);
call guard_tenant('idempotency_keys', 'select, insert, update, delete');
