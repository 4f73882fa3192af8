-- Users who may log in at a workstation of another institution, until a day.

create table workstation_assignment (
  id uuid primary key,
  user_id uuid not null references app_user,
  workstation_id uuid not null references workstation,
  granted_by uuid not null references app_user,
  granted_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > granted_at),
  -- Before its time: an assignment is ended, never deleted.
  ended_at timestamptz
);
create unique index workstation_assignment_open on workstation_assignment (user_id, workstation_id) where ended_at is null;
create index workstation_assignment_of on workstation_assignment (workstation_id);
