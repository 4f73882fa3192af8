-- Files kept with what people write, and the register of disputes.

-- The file itself lies sealed with the uploads. `owner_kind`: dispute, circular, meeting, library, publicity.
create table attachment (
  upload_id uuid primary key references upload,
  owner_kind text not null check (owner_kind in ('dispute', 'circular', 'meeting', 'library', 'publicity')),
  owner_id uuid not null,
  position integer not null,
  name text not null,
  unique (owner_kind, owner_id, position)
);

create table dispute (
  id uuid primary key,
  kind text not null check (kind in ('identity', 'account', 'overdue', 'query-record', 'public-record', 'other')),
  institution_code text not null references institution,
  subject_id uuid not null references subject,
  business_reference text,
  query_id uuid references query,
  contested text not null,
  brought_by text not null check (brought_by in ('subject', 'agent')),
  taken_by uuid not null references app_user,
  received_on date not null,
  due_on date not null,
  state text not null check (state in ('taken', 'sent', 'checked', 'answered', 'closed')),
  answered_at timestamptz,
  warned_on date,
  -- How many levels above its institution it was taken, and to whom.
  escalated_level integer not null default 0,
  escalated_to text references institution
);
create index dispute_of_institution on dispute (institution_code, due_on);
create index dispute_unanswered on dispute (due_on) where state in ('taken', 'sent', 'checked');

-- What was done about it, in order; the log has the hash of each text.
create table dispute_step (
  dispute_id uuid not null references dispute,
  position integer not null,
  kind text not null check (kind in ('taken', 'sent', 'checked', 'answered', 'closed')),
  detail text,
  by_user uuid not null references app_user,
  at timestamptz not null,
  text text not null,
  primary key (dispute_id, position)
);
