create table imports (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('members', 'vouchers', 'bookings')),
  file_name text not null,
  file bytea not null check (octet_length(file) <= 5242880),
  -- Which column is which field, and the answers given on the screen.
  mapping jsonb not null,
  options jsonb not null default '{}',
  report jsonb,
  rows_total integer not null default 0,
  rows_done integer not null default 0,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  finished_at timestamptz,
  failed_at timestamptz,
  last_error text,
  undone_at timestamptz,
  primary key (tenant_id, id)
);
call guard_tenant('imports', 'select, insert, update, delete');

create table staff (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  identity_id uuid not null references identities (id),
  name text not null check (length(name) between 1 and 120),
  role text not null check (role in ('owner', 'manager', 'front_desk', 'accountant', 'reader')),
  locale text not null check (locale in ('es', 'en', 'ca')),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index staff_identity on staff (tenant_id, identity_id) where removed_at is null;
call guard_tenant('staff');

create table companies (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  import_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id)
);
call guard_tenant('companies');

create table people (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  -- Set when the person first signs in to the portal.
  identity_id uuid references identities (id),
  given_name text not null check (length(given_name) between 1 and 120),
  family_name text not null default '' check (length(family_name) <= 160),
  name text not null generated always as (btrim(given_name || ' ' || family_name)) stored,
  email citext not null check (length(email) <= 254),
  phone text not null default '' check (length(phone) <= 40),
  locale text not null check (locale in ('es', 'en', 'ca')),
  notes text not null default '' check (length(notes) <= 4000),
  company_id uuid,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  import_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references companies (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id)
);
create unique index people_email on people (tenant_id, email) where removed_at is null;
create index people_by_name on people (tenant_id, name, id) where removed_at is null;
create index people_by_company on people (tenant_id, company_id) where company_id is not null;
create index people_by_identity on people (tenant_id, identity_id) where identity_id is not null;
call guard_tenant('people');

-- unaccent is only stable because its dictionary could change; here it never does.
create function searchable(value text) returns text immutable parallel safe language sql
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;
create index people_search on people using gin (searchable(given_name || ' ' || family_name || ' ' || email::text || ' ' || phone) gin_trgm_ops);
create index companies_search on companies using gin (searchable(name) gin_trgm_ops);

-- Who is on the invoice: a person, or a company for its people. Copied onto each document when it is issued.
create table payers (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  person_id uuid,
  company_id uuid,
  legal_name text not null check (length(legal_name) between 1 and 200),
  tax_id text not null default '',
  address text not null default '',
  postal_code text not null default '',
  city text not null default '',
  country text not null check (country ~ '^[A-Z]{2}$'),
  email citext not null default '',
  iban text not null default '',
  locale text not null check (locale in ('es', 'en', 'ca')),
  removed_at timestamptz,
  import_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, company_id) references companies (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id),
  constraint payers_one_kind check (num_nonnulls(person_id, company_id) = 1)
);
create unique index payers_person on payers (tenant_id, person_id) where person_id is not null and removed_at is null;
create unique index payers_company on payers (tenant_id, company_id) where company_id is not null and removed_at is null;
create index payers_by_tax_id on payers (tenant_id, tax_id) where tax_id <> '';
call guard_tenant('payers');

-- The space's own fiscal data: who issues its invoices.
create table issuers (
  tenant_id uuid not null default current_tenant() references tenants (id),
  legal_name text not null,
  tax_id text not null default '',
  address text not null default '',
  postal_code text not null default '',
  city text not null default '',
  country text not null check (country ~ '^[A-Z]{2}$'),
  email citext not null default '',
  iban text not null default '',
  invoice_note text not null default '' check (length(invoice_note) <= 500),
  -- Null: each membership is billed from the day it began; 1–28: one day of the month for everyone.
  billing_day smallint check (billing_day between 1 and 28),
  payment_days smallint not null default 15 check (payment_days between 0 and 120),
  default_tax_bp integer not null default 2100 check (default_tax_bp between 0 and 10000),
  version integer not null default 1,
  primary key (tenant_id)
);
call guard_tenant('issuers');

-- The web sites that may show this space's embeds.
create table embed_origins (
  tenant_id uuid not null default current_tenant() references tenants (id),
  origin text not null check (origin ~ '^https?://[^/]+$'),
  created_at timestamptz not null default now(),
  primary key (tenant_id, origin)
);
call guard_tenant('embed_origins', 'select, insert, delete');
