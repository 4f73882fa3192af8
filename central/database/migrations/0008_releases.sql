-- Releases of blocked queries, and who may give them when.

create table release (
  id uuid primary key,
  query_id uuid not null unique references query,
  user_id uuid not null references app_user,
  institution_code text not null references institution,
  -- What people write to one another lies here and not in the log.
  reason text not null,
  rules text[] not null,
  is_higher_only boolean not null,
  requested_at timestamptz not null,
  state text not null check (state in ('waiting', 'granted', 'refused', 'used')),
  decided_by uuid references app_user,
  decided_at timestamptz,
  note text,
  valid_until timestamptz,
  used_by_query uuid unique references query
);
create index release_waiting on release (requested_at) where state = 'waiting';
create index release_of_user on release (user_id, requested_at);

create table duty_entry (
  id uuid primary key,
  institution_code text not null references institution,
  employee_id text not null references employee,
  is_deputy boolean not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at)
);
create index duty_entry_of_institution on duty_entry (institution_code, until_at);
