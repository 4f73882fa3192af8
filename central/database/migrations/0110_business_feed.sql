-- When the loan systems last said how things stand, and the keys by which they say it.

create table business_feed (
  only_row boolean primary key default true check (only_row),
  received_at timestamptz not null
);

create table feed_key (
  id uuid primary key,
  name text not null,
  -- SHA-256 of the secret; the secret has 256 bits of chance in it.
  secret_hash bytea not null unique,
  created_by text not null references employee,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
