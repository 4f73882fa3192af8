-- People as the HR feed states them, and the rights of users.

alter table employee
  -- The day from which the latest change holds; an older row of a feed changes nothing.
  add column changed_on date;

alter table app_user
  add column subject_kinds text[] not null default '{}',
  add column rights_confirmed_at timestamptz,
  -- Nobody can log in before a password was issued.
  alter column password_hash drop not null,
  alter column password_changed_at drop not null;
update app_user set subject_kinds = '{personal}' where role = 'query-officer';
alter table app_user
  add constraint app_user_subject_kinds check (
    subject_kinds <@ array['personal', 'corporate'] and (role = 'query-officer' or subject_kinds = '{}')
  );

-- What administrators did to a user, with their words; the log has the codes.
create table user_change (
  id bigint generated always as identity primary key,
  user_id uuid not null references app_user,
  kind text not null check (kind in ('rights-set', 'rights-confirmed', 'suspended', 'stopped', 'moved', 'left', 'opened')),
  cause text,
  note text,
  changed_by text references employee,
  changed_at timestamptz not null
);
create index user_change_of on user_change (user_id, changed_at);
