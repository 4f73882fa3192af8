-- The institution tree over time, and who is responsible in it.

alter table institution
  add column opened_on date,
  add column closed_on date,
  add column successor_code text references institution,
  add constraint institution_successor check (successor_code is null or closed_on is not null);

-- Where an institution stood before its parent was merged into another institution.
create table institution_move (
  id bigint generated always as identity primary key,
  institution_code text not null references institution,
  previous_parent_code text not null references institution,
  moved_on date not null
);
create index institution_move_of on institution_move (institution_code, moved_on);

-- Where a person worked before a move.
create table employee_move (
  id bigint generated always as identity primary key,
  employee_id text not null references employee,
  previous_institution_code text not null references institution,
  moved_on date not null
);
create index employee_move_of on employee_move (employee_id, moved_on);

-- A person's duty in an institution, from a day to a day, both included; the letter lies sealed with the uploads.
create table duty (
  id uuid primary key,
  institution_code text not null references institution,
  class text not null check (class in (
    'leading-group-head', 'leading-group-member', 'leadership', 'management', 'direct', 'first-direct'
  )),
  employee_id text not null references employee,
  -- The duty whose holder this one stands in for.
  deputy_of uuid references duty,
  starts_on date not null,
  ends_on date,
  letter_upload_id uuid not null unique references upload,
  letter_sha256 text not null,
  assigned_at timestamptz not null,
  check (ends_on is null or ends_on >= starts_on)
);
create index duty_of_institution on duty (institution_code, class, starts_on);
create index duty_of_employee on duty (employee_id);

-- When somebody became a user and stopped being one; before these were kept, nothing is known.
alter table app_user
  add column opened_at timestamptz,
  add column stopped_at timestamptz,
  -- The day of a move after which the rights have not been adjusted yet.
  add column moved_on date;
