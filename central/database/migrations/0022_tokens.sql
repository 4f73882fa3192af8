-- Tokens stand in stock, are given to users, drift, are brought back into step, and end.

alter table token
  alter column user_id drop not null,
  -- The maker's number; tokens made here get one of ours.
  add column serial text not null unique default ('SN-' || upper(left(replace(gen_random_uuid()::text, '-', ''), 10))),
  -- The token's clock against ours in time steps, and where it stood when it was last brought into step by hand.
  add column drift_steps integer not null default 0,
  add column drift_origin integer not null default 0,
  -- A token enrolled by QR counts once its user has shown two codes of it.
  add column is_confirmed boolean not null default true,
  -- Whose tree of institutions the stock belongs to.
  add column institution_code text references institution,
  add column revocation text,
  add constraint token_drift_check check (abs(drift_steps - drift_origin) <= 10),
  drop constraint token_profile_check,
  add constraint token_profile_check check (profile in (
    'totp-sha1', 'totp-sha256', 'totp-sha512', 'hotp', 'gmt-2012-sm3', 'gmt-2012-sm4', 'gmt-2023-hmac-sm3', 'ocra'
  )),
  add constraint token_hotp_check check (profile <> 'hotp' or use = 'log-in'),
  drop constraint token_period_check,
  add constraint token_period_check check (period_seconds between 1 and 3600 and (profile not like 'gmt-%' or period_seconds <= 60));

drop index token_in_use;
create unique index token_in_use on token (user_id, use) where revoked_at is null and is_confirmed;
create unique index token_to_confirm on token (user_id, use) where revoked_at is null and not is_confirmed;
create index token_in_stock on token (institution_code) where user_id is null;

-- An administrator read two codes from a token that is far out of step; a second one lets it count.
create table token_resync (
  id uuid primary key,
  token_id uuid not null references token,
  step bigint not null,
  drift_steps integer not null,
  proposed_by uuid not null references app_user,
  expires_at timestamptz not null,
  decided_at timestamptz
);
create unique index token_resync_open on token_resync (token_id) where decided_at is null;

-- Who lost the token, or was locked too often, comes back after two administrators have each seen the person.
create table identity_check (
  id uuid primary key,
  user_id uuid not null references app_user,
  cause text not null check (cause in ('lost-token', 'locked')),
  opened_at timestamptz not null,
  first_by uuid references app_user,
  second_by uuid references app_user,
  passed_at timestamptz,
  check (second_by is null or second_by <> first_by)
);
create unique index identity_check_open on identity_check (user_id) where passed_at is null;
