-- What a user is there for, and tokens with which operations are signed.

alter table app_user
  add column role text not null default 'query-officer' check (role in (
    'query-officer', 'institution-administrator', 'approver', 'head-office-administrator', 'auditor', 'it'
  )),
  -- Separation of duties: only who asks queries has purposes.
  add constraint app_user_duties check (role = 'query-officer' or purposes = '{}');
alter table app_user alter column role drop default;

-- A user has at most one token to log in with and one to sign operations with.
alter table token
  add column use text not null default 'log-in' check (use in ('log-in', 'signing')),
  -- The OCRA suite (RFC 6287 section 6) of a challenge-response token.
  add column suite text,
  drop constraint token_profile_check,
  add constraint token_profile_check check (profile in (
    'totp-sha1', 'totp-sha256', 'totp-sha512', 'gmt-2012-sm3', 'gmt-2012-sm4', 'gmt-2023-hmac-sm3', 'ocra'
  )),
  add constraint token_suite_check check ((profile = 'ocra') = (suite is not null)),
  add constraint token_signing_check check (use = 'signing' or profile <> 'ocra');
alter table token alter column use drop default;
drop index token_in_use;
create unique index token_in_use on token (user_id, use) where revoked_at is null;

create table operation_challenge (
  id uuid primary key,
  user_id uuid not null references app_user,
  session_id uuid not null references session,
  action text not null,
  object text not null,
  -- SHA-256 of the operation's canonical form: what is carried out must be what was signed.
  operation_hash bytea not null,
  question text not null,
  expires_at timestamptz not null,
  wrong_codes integer not null default 0,
  used_at timestamptz
);
create index operation_challenge_age on operation_challenge (expires_at);
