-- The credit ledger: minutes, uses, days or cents that somebody may still spend.

create table credit_lots (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  person_id uuid,
  company_id uuid,
  kind text not null check (kind in ('minutes', 'uses', 'days', 'money')),
  name text not null check (length(name) between 1 and 120),
  source text not null check (source in ('promotional', 'plan', 'purchase')),
  scope text not null check (scope in ('resource', 'kind', 'everything')),
  scope_id uuid,
  -- What it held when it was given, and what is left: the sum of its entries, kept by the trigger below.
  granted bigint not null check (granted >= 0),
  balance bigint not null default 0 constraint credit_lots_not_negative check (balance >= 0),
  valid_from timestamptz not null,
  expires_at timestamptz,
  membership_id uuid,
  period daterange,
  created_at timestamptz not null,
  revoked_at timestamptz,
  import_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, company_id) references companies (tenant_id, id),
  foreign key (tenant_id, membership_id) references memberships (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id),
  constraint credit_lots_one_owner check (num_nonnulls(person_id, company_id) = 1),
  constraint credit_lots_scope check ((scope = 'everything') = (scope_id is null)),
  constraint credit_lots_validity check (expires_at > valid_from),
  -- A plan grants each period once.
  constraint credit_lots_period_once exclude using gist (
    tenant_id with =, membership_id with =, kind with =, period with &&) where (source = 'plan' and revoked_at is null)
);
create index credit_lots_by_person on credit_lots (tenant_id, person_id, expires_at) where person_id is not null;
create index credit_lots_by_company on credit_lots (tenant_id, company_id, expires_at) where company_id is not null;
create index credit_lots_lapsing on credit_lots (tenant_id, expires_at) where balance > 0;
call guard_tenant('credit_lots', 'select, insert');
grant update (expires_at, revoked_at) on credit_lots to nave_app;

create table credit_entries (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  lot_id uuid not null,
  amount bigint not null check (amount <> 0),
  reason text not null check (reason in ('granted', 'spent', 'returned', 'lapsed', 'adjusted', 'revoked')),
  booking_id uuid,
  note text not null default '',
  at timestamptz not null,
  actor text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, lot_id) references credit_lots (tenant_id, id),
  foreign key (tenant_id, booking_id) references bookings (tenant_id, id)
);
create index credit_entries_by_lot on credit_entries (tenant_id, lot_id, id);
create index credit_entries_by_booking on credit_entries (tenant_id, booking_id) where booking_id is not null;
create trigger credit_entries_written_once before update or delete on credit_entries
  for each row execute function refuse_change();
call guard_tenant('credit_entries', 'select, insert');

-- Runs as its owner because the worker may not write a balance; row security still applies to the owner.
create function credit_entry_moves_balance() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update credit_lots set balance = balance + new.amount where tenant_id = new.tenant_id and id = new.lot_id;
  return null;
end $$;
create trigger credit_entry_moves_balance after insert on credit_entries
  for each row execute function credit_entry_moves_balance();

-- A lot starts empty: only entries fill it.
create function credit_lot_starts_empty() returns trigger language plpgsql as $$
begin
  new.balance := 0;
  return new;
end $$;
create trigger credit_lot_starts_empty before insert on credit_lots for each row execute function credit_lot_starts_empty();
