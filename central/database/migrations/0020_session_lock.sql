-- A session may be locked: it lives on, and nothing is answered until its user has shown who he is.

alter table session
  add column locked_at timestamptz,
  add column lock_reason text;

-- What the user's own input moved on, not every request.
alter table session rename column last_used_at to last_active_at;
