-- The way to become a user: question bank, codes, candidates' sessions, papers, applications.

-- A question is never changed: a new version is a row of its own, so that old papers stay what they were.
create table question (
  id uuid primary key,
  number text not null,
  version integer not null,
  topic text not null check (topic in ('regulation', 'information-security', 'operation', 'disputes')),
  kind text not null check (kind in ('single', 'multiple', 'true-false')),
  text text not null,
  options text[] not null,
  -- Places of the right options, from zero.
  answer integer[] not null,
  explanation text not null,
  added_at timestamptz not null,
  retired_at timestamptz,
  unique (number, version)
);
create unique index question_in_use on question (number) where retired_at is null;

create table admission_code (
  code_hash bytea primary key,
  employee_id text not null references employee,
  issued_by text not null references employee,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  failed_count integer not null default 0,
  used_at timestamptz
);
create unique index admission_code_open on admission_code (employee_id) where used_at is null;

create table candidate_session (
  id uuid primary key,
  token_hash bytea not null unique,
  employee_id text not null references employee,
  workstation_id uuid not null references workstation,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz
);
create unique index candidate_session_open on candidate_session (employee_id) where ended_at is null;

create table paper (
  id uuid primary key,
  employee_id text not null references employee,
  drawn_at timestamptz not null,
  deadline timestamptz not null,
  handed_in_at timestamptz,
  pass_mark integer not null,
  score integer,
  policy_version integer not null
);
create unique index paper_open on paper (employee_id) where handed_in_at is null;
create index paper_of_employee on paper (employee_id, drawn_at desc);

create table paper_question (
  paper_id uuid not null references paper,
  position integer not null,
  question_id uuid not null references question,
  -- How the options are shown: places of the question's own order.
  option_order integer[] not null,
  -- Places as shown; null until answered.
  chosen integer[],
  primary key (paper_id, position)
);

create table application (
  id uuid primary key,
  employee_id text not null references employee,
  institution_code text not null references institution,
  role text not null,
  subject_kinds text[] not null,
  purposes text[] not null,
  valid_until date not null,
  reason text not null,
  paper_id uuid not null references paper,
  state text not null check (state in ('pending', 'approved', 'rejected', 'withdrawn')),
  -- The level that decides next, from one, and how many there are.
  level integer not null,
  levels integer not null,
  made_at timestamptz not null,
  decided_at timestamptz
);
create unique index application_pending on application (employee_id) where state = 'pending';
create index application_of_institution on application (institution_code, made_at desc);

-- Nobody decides two levels of one application.
create table application_decision (
  application_id uuid not null references application,
  level integer not null,
  decision text not null check (decision in ('approved', 'rejected')),
  decided_by text not null references employee,
  decided_in text not null references institution,
  note text,
  decided_at timestamptz not null,
  challenge_id uuid not null,
  primary key (application_id, level),
  unique (application_id, decided_by)
);
