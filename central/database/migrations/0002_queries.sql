-- Subjects, businesses, consents, queries, reports.

-- Name and ID number lie sealed; `lookup` is a keyed hash. `salt` makes the log's commitments; erased, they say nothing.
create table subject (
  id uuid primary key,
  lookup bytea not null unique,
  sealed_identification bytea not null,
  salt bytea
);

create table business (
  reference text primary key,
  kind text not null check (kind in ('application', 'contract')),
  status text not null check (status in ('open', 'settled', 'withdrawn')),
  product text not null,
  institution_code text not null references institution
);

create table business_party (
  reference text not null references business,
  subject_id uuid not null references subject,
  role text not null,
  position integer not null,
  primary key (reference, subject_id, role)
);

create table upload (
  id uuid primary key,
  user_id uuid not null references app_user,
  workstation_id uuid not null references workstation,
  length_bytes integer not null,
  received_bytes integer not null default 0,
  created_at timestamptz not null,
  state text not null check (state in ('receiving', 'finished', 'refused', 'used')),
  sha256 text,
  media_type text,
  pages integer
);

create table consent (
  id uuid primary key,
  subject_id uuid not null references subject,
  business_reference text not null references business,
  institution_code text not null references institution,
  purposes text[] not null,
  signed_on date not null,
  registered_by uuid not null references app_user,
  registered_at timestamptz not null,
  first_used_at timestamptz,
  revoked_at timestamptz
);
create index consent_of_business on consent (business_reference, registered_at desc);

create table consent_scan (
  consent_id uuid not null references consent,
  position integer not null,
  upload_id uuid not null unique references upload,
  primary key (consent_id, position)
);
create index upload_same_file on upload (sha256);

create table policy (
  version integer primary key,
  effective_from timestamptz not null,
  body jsonb not null
);

create table calendar_day (
  day date primary key,
  kind text not null check (kind in ('work', 'rest'))
);

create table query (
  id uuid primary key,
  user_id uuid not null references app_user,
  session_id uuid not null references session,
  workstation_id uuid not null references workstation,
  institution_code text not null references institution,
  subject_id uuid not null references subject,
  purpose text not null,
  business_reference text not null,
  consent_id uuid references consent,
  asked_at timestamptz not null,
  -- The request as it came in, hashed: the same id with other content is a conflict.
  request_hash bytea not null,
  state text not null check (state in ('blocked', 'asking', 'answered', 'failed')),
  decision jsonb not null
);
create index query_of_user on query (user_id, asked_at desc);
create index query_unanswered on query (asked_at) where state = 'asking';

create table report (
  query_id uuid primary key references query,
  number text not null,
  received_at timestamptz not null,
  viewable_until timestamptz not null,
  openings integer not null,
  pages integer not null
);

-- Each page under its own key; the keys lie sealed under the service's key, which is not in the database.
create table report_page (
  query_id uuid not null references report,
  page integer not null,
  sealed_body bytea not null,
  sealed_key bytea not null,
  primary key (query_id, page)
);

create table viewing (
  id uuid primary key,
  query_id uuid not null references report,
  session_id uuid not null references session,
  workstation_id uuid not null references workstation,
  viewer_key jsonb not null,
  address text not null,
  opened_at timestamptz not null,
  -- An opening counts once a key was given; a failed one does not.
  first_key_at timestamptz,
  ended_at timestamptz,
  ending text
);
create index viewing_of_report on viewing (query_id);
