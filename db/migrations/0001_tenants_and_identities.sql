-- What belongs to no single space: the short list that db/guard.test.ts knows by name.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists citext;

-- Outside the door the setting is missing or empty, and the cast makes that an error, never an empty list.
create function current_tenant() returns uuid stable parallel safe language sql
  as $$ select current_setting('app.tenant_id')::uuid $$;

create table tenants (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$'),
  name text not null check (length(name) between 1 and 120),
  country text not null check (country ~ '^[A-Z]{2}$'),
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  locale text not null check (locale in ('es', 'en', 'ca')),
  accent text not null default '#0f766e' check (accent ~ '^#[0-9a-f]{6}$'),
  -- A sandbox space may live at another time than the world; null is real time.
  clock_offset interval,
  created_at timestamptz not null default now()
);

create table identities (
  id uuid primary key default uuidv7(),
  email citext not null unique,
  password_hash text,
  created_at timestamptz not null default now()
);

-- In which spaces an identity is staff. What it may do there is in that space's own `staff`.
create table identity_spaces (
  identity_id uuid not null references identities (id) on delete cascade,
  tenant_id uuid not null references tenants (id),
  primary key (identity_id, tenant_id)
);

create table sessions (
  -- SHA-256 of the id in the cookie: whoever reads this table cannot sign in with it.
  id_hash text primary key,
  identity_id uuid not null references identities (id) on delete cascade,
  tenant_id uuid not null references tenants (id),
  audience text not null check (audience in ('staff', 'member')),
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index sessions_by_identity on sessions (identity_id);
create index sessions_by_expiry on sessions (expires_at);

create table sign_in_links (
  token_hash text primary key,
  email citext not null,
  tenant_id uuid references tenants (id),
  audience text not null check (audience in ('staff', 'member')),
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index sign_in_links_by_expiry on sign_in_links (expires_at);

-- Counters of tries, by what is being guessed; a row lives as long as its window.
create table attempts (
  key text not null,
  window_start timestamptz not null,
  count integer not null default 1,
  primary key (key, window_start)
);

grant select, insert, update on tenants, identities, sign_in_links to nave_app;
grant select, insert, delete on identity_spaces to nave_app;
grant select, insert, update, delete on sessions, attempts to nave_app;
grant delete on sign_in_links to nave_app;
grant usage on schema public to nave_app;

-- Every tenant table goes through here: forced row security, one policy, the worker's rights.
create procedure guard_tenant(t regclass, rights text default 'select, insert, update') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy tenant on %s using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
  execute format('grant %s on %s to nave_app', rights, t);
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are written once: %', tg_table_name, lower(tg_op) using errcode = 'restrict_violation', constraint = tg_table_name || '_written_once';
end $$;
