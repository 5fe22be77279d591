create table plans (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 1000),
  price_minor bigint not null check (price_minor >= 0),
  tax_bp integer not null check (tax_bp between 0 and 10000),
  cycle_unit text not null default 'month' check (cycle_unit in ('week', 'month', 'year')),
  cycle_count smallint not null default 1 check (cycle_count between 1 and 36),
  -- Minutes of rooms included in each period; they lapse with it.
  room_minutes integer not null default 0 check (room_minutes between 0 and 60000),
  notice_days smallint not null default 0 check (notice_days between 0 and 365),
  is_public boolean not null default true,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  removed_at timestamptz,
  import_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id)
);
create unique index plans_name on plans (tenant_id, lower(name)) where removed_at is null and archived_at is null;
call guard_tenant('plans');

create table memberships (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  person_id uuid not null,
  plan_id uuid not null,
  payer_id uuid not null,
  -- What was agreed; a later price of the plan does not touch it.
  price_minor bigint not null check (price_minor >= 0),
  starts_on date not null,
  -- The last day of use, as the front desk says it; null while nobody has said goodbye.
  ends_on date,
  billing_day smallint check (billing_day between 1 and 28),
  -- The first day that Nave charges: later than starts_on for those who moved in from another program.
  bill_from date not null,
  ended_by text,
  created_at timestamptz not null default now(),
  voided_at timestamptz,
  import_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id),
  foreign key (tenant_id, payer_id) references payers (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id),
  constraint memberships_end_after_start check (ends_on >= starts_on)
);
create index memberships_by_person on memberships (tenant_id, person_id);
create index memberships_by_plan on memberships (tenant_id, plan_id);
create index memberships_running on memberships (tenant_id, starts_on, ends_on) where voided_at is null;
call guard_tenant('memberships');
