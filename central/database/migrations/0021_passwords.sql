-- Passwords age, are not used again, and begin with one an administrator hands over.

alter table app_user
  -- A user who has just been opened has none yet.
  alter column password_hash drop not null,
  alter column password_changed_at drop not null,
  add column password_issued_by uuid references app_user,
  -- Set while the password is the one that was handed over: good until then, and only to change it.
  add column initial_password_until timestamptz;

create table former_password (
  id bigint generated always as identity primary key,
  user_id uuid not null references app_user,
  hash text not null,
  replaced_at timestamptz not null
);
create index former_password_of on former_password (user_id, id desc);

-- The password was due at log-in: nothing else is answered until it is changed.
alter table session add column is_password_due boolean not null default false;

-- Who handed the token over: never the one who hands over the password.
alter table token add column enrolled_by uuid references app_user;
