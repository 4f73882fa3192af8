-- Rules of monitoring: how often a user did something conspicuous on a day, which jobs have run, how users stood last.

create table monitoring_count (
  user_id uuid not null references app_user,
  day date not null,
  what text not null,
  count integer not null,
  primary key (user_id, day, what)
);

-- `claimed_at` is the lease of the instance that judges the period.
create table monitoring_run (
  job text not null,
  period text not null,
  claimed_at timestamptz not null,
  done_at timestamptz,
  primary key (job, period)
);

create table monitoring_user_state (
  user_id uuid primary key references app_user,
  status text not null
);
insert into monitoring_user_state select id, status from app_user;
create index release_decided on release (decided_at) where decided_at is not null;
create index viewing_opened on viewing (opened_at);
