-- Institutions, people, workstations, sessions.

create table institution (
  code text primary key,
  name text not null,
  parent_code text references institution,
  level text not null check (level in ('head-office', 'province', 'city', 'sub-branch', 'outlet')),
  region_code text not null check (region_code ~ '^[0-9]{6}$')
);

create table employee (
  employee_id text primary key,
  name text not null,
  institution_code text not null references institution,
  status text not null check (status in ('employed', 'left'))
);

-- One person one user; users are never deleted, only stopped.
create table app_user (
  id uuid primary key,
  employee_id text not null unique references employee,
  status text not null check (status in ('active', 'suspended', 'stopped')),
  grade text not null check (grade in ('A', 'B', 'C')),
  purposes text[] not null,
  rights_until timestamptz not null,
  password_hash text not null,
  password_changed_at timestamptz not null,
  failed_count integer not null default 0,
  lock_count integer not null default 0,
  locked_until timestamptz
);

-- Seeds lie sealed under a key that is not in the database.
create table token (
  id uuid primary key,
  user_id uuid not null references app_user,
  profile text not null check (profile in ('totp-sha1', 'totp-sha256')),
  sealed_seed bytea not null,
  digits integer not null,
  period_seconds integer not null,
  last_step bigint not null default 0,
  revoked_at timestamptz
);
create unique index token_in_use on token (user_id) where revoked_at is null;

create table enrolment_code (
  code_hash bytea primary key,
  institution_code text not null references institution,
  workstation_number text not null unique,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table workstation (
  id uuid primary key,
  number text not null unique,
  institution_code text not null references institution,
  thumbprint text not null unique,
  public_jwk jsonb not null,
  factors jsonb not null,
  platform text not null,
  status text not null check (status in ('pending', 'approved', 'revoked')),
  addresses text[] not null default '{}',
  requested_at timestamptz not null,
  approved_at timestamptz
);

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references app_user,
  workstation_id uuid not null references workstation,
  started_at timestamptz not null,
  last_used_at timestamptz not null,
  ended_at timestamptz,
  ending text
);
create unique index session_open on session (user_id) where ended_at is null;
create index session_of_user on session (user_id, started_at desc);

-- Proofs seen within the life of a nonce (RFC 9449 section 11.1). Not durable: both tables are emptied together by a
-- crash of the database, and with the nonce keys gone every proof made before it is refused.
create unlogged table proof_seen (
  thumbprint text not null,
  jti text not null,
  seen_at timestamptz not null,
  primary key (thumbprint, jti)
);
create index proof_seen_at on proof_seen (seen_at);
create unlogged table nonce_key (
  id integer primary key,
  secret bytea not null
);
