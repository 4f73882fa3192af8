-- Tokens of every time-based profile log in.

alter table token
  drop constraint token_profile_check,
  add constraint token_profile_check check (profile in (
    'totp-sha1', 'totp-sha256', 'totp-sha512', 'gmt-2012-sm3', 'gmt-2012-sm4', 'gmt-2023-hmac-sm3'
  )),
  -- GM/T 0021: a time step is 60 seconds at most.
  add constraint token_period_check check (profile not like 'gmt-%' or period_seconds between 1 and 60);
