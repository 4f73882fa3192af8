-- Engagements of auditors, and the bundles exported within them.

create table audit_engagement (
  id uuid primary key,
  auditor_id uuid not null references app_user,
  granted_by uuid not null references app_user,
  granted_at timestamptz not null,
  -- Roots of the subtrees that may be looked at; null: the whole bank.
  institutions text[],
  period_from timestamptz not null,
  period_until timestamptz not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  ended_at timestamptz,
  check (period_from < period_until and valid_from < valid_until)
);
create index audit_engagement_of on audit_engagement (auditor_id, valid_until desc);

create table audit_export (
  id uuid primary key,
  engagement_id uuid not null references audit_engagement,
  requested_by uuid not null references app_user,
  requested_at timestamptz not null,
  -- The request as it came in, with institutions resolved to codes; a repetition must be the same.
  request jsonb not null,
  institutions text[],
  -- Who and where, for the entry of the log.
  actor jsonb not null,
  state text not null check (state in ('waiting', 'running', 'ready', 'failed', 'cancelled', 'expired')),
  -- Size of the tree that is proved: fixed at the request, so that a run after a crash gives the same bytes.
  tree_size bigint not null,
  entries_done bigint not null default 0,
  entries_total bigint not null default 0,
  seen_at timestamptz not null,
  selected bigint,
  manifest text,
  -- The entry that says so; written before anything leaves.
  entry_id uuid references log_entry,
  parts jsonb not null default '[]',
  finished_at timestamptz
);
create index audit_export_of on audit_export (engagement_id, requested_at desc);
create index audit_export_unfinished on audit_export (requested_at) where state in ('waiting', 'running');
