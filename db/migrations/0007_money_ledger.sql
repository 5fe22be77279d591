-- The money ledger: owed once, on one document, settled.

create table charges (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  payer_id uuid not null,
  person_id uuid,
  kind text not null check (kind in ('period', 'booking', 'cancellation', 'one_off')),
  membership_id uuid,
  booking_id uuid,
  -- The days of service that this pays for.
  period daterange,
  description text not null check (length(description) between 1 and 300),
  -- Net of tax. Negative when it gives back what is not invoiced yet.
  amount_minor bigint not null,
  tax_bp integer not null check (tax_bp between 0 and 10000),
  occurred_on date not null,
  created_at timestamptz not null,
  voided_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, payer_id) references payers (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, membership_id) references memberships (tenant_id, id),
  foreign key (tenant_id, booking_id) references bookings (tenant_id, id),
  constraint charges_period check (kind <> 'period' or (membership_id is not null and period is not null and not isempty(period)
    and not lower_inf(period) and not upper_inf(period))),
  constraint charges_period_once exclude using gist (
    tenant_id with =, membership_id with =, period with &&) where (kind = 'period' and voided_at is null)
);
create index charges_by_payer on charges (tenant_id, payer_id, occurred_on) where voided_at is null;
create index charges_by_person on charges (tenant_id, person_id) where person_id is not null;
create index charges_by_booking on charges (tenant_id, booking_id) where booking_id is not null;
call guard_tenant('charges', 'select, insert');
grant update (voided_at) on charges to nave_app;

create table invoice_series (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('ordinary', 'simplified', 'rectifying')),
  year smallint not null,
  prefix text not null check (length(prefix) between 1 and 20),
  next_number integer not null default 1 check (next_number >= 1),
  last_issued_on date,
  primary key (tenant_id, id),
  unique (tenant_id, kind, year),
  unique (tenant_id, prefix)
);
call guard_tenant('invoice_series', 'select, insert');
grant update (next_number, last_issued_on) on invoice_series to nave_app;

create table invoice_runs (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  -- Everything owed up to and including this day.
  through date not null,
  issued_on date not null,
  excluded_payers uuid[] not null default '{}',
  payers_total integer not null,
  payers_done integer not null default 0,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id)
);
-- One run at a time in a space: a second one joins the first.
create unique index invoice_runs_one_open on invoice_runs (tenant_id) where finished_at is null;
call guard_tenant('invoice_runs');

create table invoices (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  series_id uuid not null,
  number integer not null check (number >= 1),
  -- As printed, e.g. F2026-0042.
  full_number text not null,
  issued_on date not null,
  due_on date not null,
  payer_id uuid not null,
  -- Both parties as they were on the day of issue.
  payer jsonb not null,
  issuer jsonb not null,
  locale text not null check (locale in ('es', 'en', 'ca')),
  currency text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  run_id uuid,
  created_at timestamptz not null,
  -- Where the bytes of the document are, once made; the same bytes for ever.
  pdf_key text,
  pdf_sha256 text,
  primary key (tenant_id, id),
  unique (tenant_id, series_id, number),
  foreign key (tenant_id, series_id) references invoice_series (tenant_id, id),
  foreign key (tenant_id, payer_id) references payers (tenant_id, id),
  foreign key (tenant_id, run_id) references invoice_runs (tenant_id, id),
  constraint invoices_total check (total_minor = net_minor + tax_minor),
  constraint invoices_due check (due_on >= issued_on)
);
create index invoices_by_payer on invoices (tenant_id, payer_id, issued_on desc);
create index invoices_by_issue on invoices (tenant_id, id desc);
create index invoices_by_run on invoices (tenant_id, run_id) where run_id is not null;
create index invoices_without_pdf on invoices (tenant_id, id) where pdf_key is null;
call guard_tenant('invoices', 'select, insert');
grant update (pdf_key, pdf_sha256) on invoices to nave_app;

create table invoice_lines (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  invoice_id uuid not null,
  position smallint not null,
  charge_id uuid not null,
  description text not null,
  period daterange,
  amount_minor bigint not null,
  tax_bp integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, invoice_id, position),
  -- A charge reaches one line of one document.
  constraint invoice_lines_charge_once unique (tenant_id, charge_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id),
  foreign key (tenant_id, charge_id) references charges (tenant_id, id)
);
call guard_tenant('invoice_lines', 'select, insert');

create table invoice_taxes (
  tenant_id uuid not null default current_tenant() references tenants (id),
  invoice_id uuid not null,
  tax_bp integer not null,
  base_minor bigint not null,
  tax_minor bigint not null,
  primary key (tenant_id, invoice_id, tax_bp),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id)
);
call guard_tenant('invoice_taxes', 'select, insert');

create table payments (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  invoice_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  method text not null check (method in ('transfer', 'cash', 'bizum', 'pos', 'direct_debit')),
  received_on date not null,
  reference text not null default '' check (length(reference) <= 200),
  created_at timestamptz not null,
  recorded_by text not null,
  voided_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id)
);
create index payments_by_invoice on payments (tenant_id, invoice_id) where voided_at is null;
call guard_tenant('payments', 'select, insert');
grant update (voided_at) on payments to nave_app;

-- An issued document never changes; only its file is added, once.
create function invoices_immutable() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.pdf_key is not null or (to_jsonb(new) - 'pdf_key' - 'pdf_sha256') <> (to_jsonb(old) - 'pdf_key' - 'pdf_sha256') then
    raise exception 'an issued invoice does not change' using errcode = 'restrict_violation', constraint = 'invoices_immutable';
  end if;
  return new;
end $$;
create trigger invoices_immutable before update or delete on invoices for each row execute function invoices_immutable();
create trigger invoice_lines_written_once before update or delete on invoice_lines for each row execute function refuse_change();
create trigger invoice_taxes_written_once before update or delete on invoice_taxes for each row execute function refuse_change();

-- Dates follow numbers (RD 1619/2012 art. 6.1.a), and a number that was given has its invoice when the transaction ends.
create function invoice_series_in_order() returns trigger language plpgsql as $$
begin
  if new.last_issued_on < old.last_issued_on then
    raise exception 'an earlier date cannot follow in the series' using errcode = 'restrict_violation', constraint = 'invoice_series_date_order';
  end if;
  if new.next_number < old.next_number then
    raise exception 'numbers only go up' using errcode = 'restrict_violation', constraint = 'invoice_series_number_order';
  end if;
  return new;
end $$;
create trigger invoice_series_in_order before update on invoice_series for each row execute function invoice_series_in_order();

create function invoice_series_no_gap() returns trigger language plpgsql as $$
begin
  if (select count(*) from invoices i where i.tenant_id = new.tenant_id and i.series_id = new.id and i.number >= old.next_number and i.number < new.next_number)
     <> new.next_number - old.next_number then
    raise exception 'a number was given without its invoice' using errcode = 'restrict_violation', constraint = 'invoice_series_no_gap';
  end if;
  return null;
end $$;
create constraint trigger invoice_series_no_gap after update on invoice_series deferrable initially deferred
  for each row execute function invoice_series_no_gap();

create function invoices_number_was_given() returns trigger language plpgsql as $$
begin
  if exists (select from added a join invoice_series s on s.tenant_id = a.tenant_id and s.id = a.series_id
             where a.number >= s.next_number or a.issued_on > s.last_issued_on) then
    raise exception 'a number is taken from its series first' using errcode = 'restrict_violation', constraint = 'invoices_number_was_given';
  end if;
  return null;
end $$;
create trigger invoices_number_was_given after insert on invoices referencing new table as added
  for each statement execute function invoices_number_was_given();

alter table mails add foreign key (tenant_id, invoice_id) references invoices (tenant_id, id);
alter table mails add foreign key (tenant_id, person_id) references people (tenant_id, id);
alter table events add foreign key (tenant_id, person_id) references people (tenant_id, id);
