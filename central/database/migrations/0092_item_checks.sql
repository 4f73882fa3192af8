-- Item checks: the consent behind each query, inspected by an administrator; a sample again one level up.

create table item_check (
  id uuid primary key,
  query_id uuid not null references query,
  -- 1: every query. 2: a sample of what level 1 accepted.
  level integer not null check (level in (1, 2)),
  -- Institutions whose administrators may check it: the nearest one that has any, and those it was escalated to.
  queues text[] not null check (cardinality(queues) > 0),
  -- Who may not: the officer, whoever registered the consent, and for a sample the first checker.
  barred uuid[] not null,
  state text not null check (state in ('waiting', 'returned', 'accepted', 'suspected')),
  -- Since when somebody is expected to act: a checker or, when it was returned, the officer.
  waiting_since timestamptz not null,
  escalated_at timestamptz,
  -- On a checker's screen; good until then.
  taken_by uuid references app_user,
  taken_at timestamptz,
  taken_until timestamptz,
  decided_by uuid references app_user,
  decided_at timestamptz,
  reason text,
  note text,
  unique (query_id, level)
);
create index item_check_open on item_check using gin (queues) where state in ('waiting', 'returned');
create index item_check_age on item_check (waiting_since) where state in ('waiting', 'returned');
create index item_check_decided on item_check (decided_at) where state in ('accepted', 'suspected');
create index item_check_taken on item_check (taken_by) where taken_until is not null;

-- What happened to an item; a correction is another step.
create table item_check_step (
  id bigint generated always as identity primary key,
  item_id uuid not null references item_check,
  at timestamptz not null,
  by_user uuid references app_user,
  what text not null check (what in ('accepted', 'returned', 'suspected', 'completed', 'escalated')),
  reason text,
  note text,
  -- How long a checker took: since his last decision or since he had the item, whichever is later.
  seconds double precision
);
create index item_check_step_of on item_check_step (item_id, id);
create index item_check_step_by on item_check_step (by_user, at desc) where seconds is not null;

-- Pages that were added because a check found the consent incomplete.
alter table consent_scan add column item_check_id uuid references item_check;
