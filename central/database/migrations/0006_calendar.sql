-- A published year is the list of days that differ from an ordinary week; its newest version counts.

drop table calendar_day;

create table calendar_year (
  year integer not null,
  version integer not null,
  exceptions jsonb not null,
  published_by text not null references employee,
  published_at timestamptz not null,
  primary key (year, version)
);
