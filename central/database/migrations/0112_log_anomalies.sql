-- What is odd in the log, found once as entries come; and searches people keep.

create table log_anomaly (
  id bigint generated always as identity primary key,
  kind text not null,
  first_index bigint not null,
  last_index bigint not null,
  at timestamptz not null,
  institution text,
  facts jsonb not null,
  unique (kind, last_index)
);
create index log_anomaly_at on log_anomaly (at desc);

-- One row: the first place that has not been looked at, and what has to be remembered until then.
create table log_anomaly_progress (
  id integer primary key check (id = 1),
  next_index bigint not null,
  state jsonb
);
insert into log_anomaly_progress values (1, 0, null);

create table saved_search (
  id uuid primary key,
  user_id uuid not null references app_user,
  name text not null,
  search jsonb not null,
  saved_at timestamptz not null,
  unique (user_id, name)
);
