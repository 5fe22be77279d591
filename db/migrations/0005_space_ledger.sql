-- The space ledger. Whatever takes a place takes it here, so nothing is ever taken twice.

create table locations (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 120),
  address text not null default '',
  time_zone text not null,
  -- [{"weekday": 1..7, "opens": "08:00", "closes": "20:00"}]; a weekday without an entry is closed.
  opening_hours jsonb not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id)
);
call guard_tenant('locations');

create table resource_kinds (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  code text not null check (code ~ '^[a-z_]{2,40}$'),
  name text not null check (length(name) between 1 and 80),
  is_bookable boolean not null,
  is_assignable boolean not null,
  -- Handed over in person, so it is free again only when it has come back.
  is_handed_over boolean not null default false,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call guard_tenant('resource_kinds');

create table resources (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  kind_id uuid not null,
  location_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 1000),
  units smallint not null default 1 check (units between 1 and 1000),
  capacity smallint check (capacity between 1 and 10000),
  floor text not null default '',
  amenities text[] not null default '{}',
  member_hourly_minor bigint not null default 0 check (member_hourly_minor >= 0),
  visitor_hourly_minor bigint not null default 0 check (visitor_hourly_minor >= 0),
  tax_bp integer not null default 2100 check (tax_bp between 0 and 10000),
  step_minutes smallint not null default 15 check (step_minutes between 5 and 1440),
  min_minutes smallint not null default 30 check (min_minutes between 5 and 1440),
  max_minutes smallint not null default 480 check (max_minutes between 5 and 1440),
  free_cancel_hours smallint not null default 24 check (free_cancel_hours between 0 and 2160),
  is_public boolean not null default true,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  removed_at timestamptz,
  import_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, kind_id) references resource_kinds (tenant_id, id),
  foreign key (tenant_id, location_id) references locations (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id),
  constraint resources_lengths check (min_minutes <= max_minutes)
);
create unique index resources_name on resources (tenant_id, kind_id, lower(name)) where removed_at is null and archived_at is null;
create index resources_by_kind on resources (tenant_id, kind_id, position, name);
call guard_tenant('resources');

create table bookings (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  resource_id uuid not null,
  person_id uuid,
  visitor_name text,
  visitor_email citext,
  visitor_phone text,
  during tstzrange not null,
  title text not null default '' check (length(title) <= 200),
  note text not null default '' check (length(note) <= 1000),
  source text not null check (source in ('console', 'portal', 'embed', 'import')),
  -- What was quoted and agreed: money net of tax, and minutes taken from credit.
  price_minor bigint not null check (price_minor >= 0),
  tax_bp integer not null check (tax_bp between 0 and 10000),
  credit_minutes integer not null default 0 check (credit_minutes >= 0),
  free_cancel_until timestamptz not null,
  created_at timestamptz not null,
  created_by text not null,
  -- A request waits for approval while this and confirmed_at are null.
  confirmed_at timestamptz,
  declined_at timestamptz,
  lapsed_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by text,
  cancelled_late boolean,
  override_reason text,
  import_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, resource_id) references resources (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id),
  constraint bookings_someone check (person_id is not null or (visitor_name is not null and visitor_email is not null)),
  constraint bookings_during check (not isempty(during) and not lower_inf(during) and not upper_inf(during))
);
create index bookings_by_person on bookings (tenant_id, person_id, lower(during) desc) where person_id is not null;
create index bookings_by_time on bookings using gist (tenant_id, during);
create index bookings_requests on bookings (tenant_id, lower(during)) where confirmed_at is null and declined_at is null and lapsed_at is null and cancelled_at is null;
call guard_tenant('bookings');

create table assignments (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  resource_id uuid not null,
  person_id uuid not null,
  membership_id uuid,
  starts_on date not null,
  -- The last day of use; null while it goes on.
  ends_on date,
  is_handed_over boolean not null,
  returned_at timestamptz,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  import_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, resource_id) references resources (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, membership_id) references memberships (tenant_id, id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id),
  constraint assignments_end_after_start check (ends_on >= starts_on)
);
create index assignments_by_person on assignments (tenant_id, person_id);
create index assignments_by_membership on assignments (tenant_id, membership_id) where membership_id is not null;
create index assignments_by_resource on assignments (tenant_id, resource_id);
call guard_tenant('assignments');

create table closures (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  reason text not null check (length(reason) between 1 and 200),
  during tstzrange not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  constraint closures_during check (not isempty(during) and not lower_inf(during) and not upper_inf(during))
);
call guard_tenant('closures');

create table allocations (
  tenant_id uuid not null default current_tenant() references tenants (id),
  id uuid not null default uuidv7(),
  resource_id uuid not null,
  unit smallint not null default 1 check (unit >= 1),
  during tstzrange not null,
  booking_id uuid,
  assignment_id uuid,
  closure_id uuid,
  -- A payment hold ends here unless its booking is confirmed first.
  held_until timestamptz,
  released_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, resource_id) references resources (tenant_id, id),
  foreign key (tenant_id, booking_id) references bookings (tenant_id, id),
  foreign key (tenant_id, assignment_id) references assignments (tenant_id, id),
  foreign key (tenant_id, closure_id) references closures (tenant_id, id),
  constraint allocations_one_taker check (num_nonnulls(booking_id, assignment_id, closure_id) = 1),
  -- An empty range overlaps nothing and an unbounded one blocks for ever: neither may stand here.
  constraint allocations_during check (not isempty(during) and not lower_inf(during) and not upper_inf(during)
    and lower(during) > '-infinity' and upper(during) < 'infinity'),
  constraint allocations_nothing_twice exclude using gist (
    tenant_id with =, resource_id with =, unit with =, during with &&) where (released_at is null)
);
create index allocations_by_booking on allocations (tenant_id, booking_id) where booking_id is not null;
create index allocations_by_assignment on allocations (tenant_id, assignment_id) where assignment_id is not null;
create index allocations_by_closure on allocations (tenant_id, closure_id) where closure_id is not null;
call guard_tenant('allocations');

-- A unit that the resource does not have cannot be taken.
create function allocations_unit_exists() returns trigger language plpgsql as $$
begin
  if new.unit > (select units from resources r where r.tenant_id = new.tenant_id and r.id = new.resource_id) then
    raise exception 'the resource has fewer units' using errcode = 'check_violation', constraint = 'allocations_unit_exists';
  end if;
  return new;
end $$;
create trigger allocations_unit_exists before insert or update of unit, resource_id on allocations
  for each row execute function allocations_unit_exists();
