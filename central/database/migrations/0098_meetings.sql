-- Meetings of leading groups, and what was decided there.

create table meeting (
  id uuid primary key,
  institution_code text not null references institution,
  planned_on date not null,
  place text not null,
  agenda text not null,
  planned_by uuid not null references app_user,
  state text not null check (state in ('planned', 'held', 'cancelled')),
  held_on date,
  minutes text,
  minutes_by uuid references app_user,
  minutes_at timestamptz,
  check ((state = 'held') = (held_on is not null and minutes is not null))
);
create index meeting_of_institution on meeting (institution_code, planned_on desc);

-- The leading group on the day of the meeting.
create table meeting_member (
  meeting_id uuid not null references meeting,
  employee_id text not null references employee,
  is_head boolean not null,
  was_present boolean not null,
  primary key (meeting_id, employee_id)
);

create table meeting_decision (
  id uuid primary key,
  meeting_id uuid not null references meeting,
  position integer not null,
  text text not null,
  owner text not null references employee,
  due_on date not null,
  done_by text references employee,
  done_at timestamptz,
  note text,
  unique (meeting_id, position)
);
create index meeting_decision_open on meeting_decision (due_on) where done_at is null;
