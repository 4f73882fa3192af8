-- Events of workstations that stand in the log, so that each one stands there once.

create table local_event (
  workstation_id uuid not null references workstation,
  event_id uuid not null,
  counter bigint not null,
  stored_at timestamptz not null,
  primary key (workstation_id, event_id)
);
