-- Findings of audits, tracked to their remedy.

create table audit_finding (
  id uuid primary key,
  engagement_id uuid not null references audit_engagement,
  raised_by uuid not null references app_user,
  raised_at timestamptz not null,
  -- The institution that has to remedy it.
  institution_code text not null references institution,
  topic text not null,
  -- Entries of the log it rests on.
  entry_ids uuid[] not null,
  due_on date not null,
  state text not null check (state in ('open', 'remedied', 'closed'))
);
create index audit_finding_of on audit_finding (institution_code, due_on);

-- What was said about it, in order; the log has the hash of each text.
create table audit_finding_step (
  finding_id uuid not null references audit_finding,
  position integer not null,
  kind text not null check (kind in ('raised', 'remedied', 'returned', 'closed')),
  by_user uuid not null references app_user,
  at timestamptz not null,
  text text not null,
  primary key (finding_id, position)
);
