-- The bureau's list of charges against our queries, day by day.

-- The bureau's own time of a report says in whose day's list it must stand.
alter table report add column reported_at timestamptz;
update report set reported_at = received_at;
alter table report alter column reported_at set not null;
create index report_reported on report (reported_at);

-- One row a day; `claimed_at` is the lease of the instance that compares.
create table reconciliation_day (
  day date primary key,
  state text not null check (state in ('running', 'compared', 'unavailable')),
  claimed_at timestamptz not null,
  compared_at timestamptz,
  charges integer,
  queries integer
);

create table reconciliation_difference (
  id uuid primary key,
  day date not null references reconciliation_day,
  kind text not null,
  charge_key text not null,
  query_id uuid references query,
  report_number text,
  institution text,
  purpose text,
  happened_at timestamptz not null,
  found_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid references app_user,
  resolution text,
  unique (day, kind, charge_key),
  check ((resolved_at is null) = (resolved_by is null) and (resolved_at is null) = (resolution is null))
);
