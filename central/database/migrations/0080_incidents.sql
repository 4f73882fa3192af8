-- Incidents: something that must be looked into, and everything that was done about it, in order.

create function refuse_history_change() returns trigger language plpgsql as
$$ begin raise exception 'What has been written stays as it is.'; end $$;

create table incident (
  id uuid primary key,
  rule text not null,
  -- What is the same incident has the same key, and is raised once.
  key text unique,
  institution_code text not null references institution,
  -- Whom it concerns, where it concerns anybody.
  employee_id text references employee,
  workstation text,
  query_id uuid references query,
  facts jsonb not null,
  is_high_risk boolean not null,
  raised_at timestamptz not null,

  -- Where it stands now, so that lists need not read the steps.
  state text not null check (state in (
    'raised', 'assigned', 'reported', 'accepted', 'confirmed', 'appealed', 'dismissed', 'closed'
  )),
  outcome text check (outcome in ('confirmed', 'dismissed', 'reversed')),
  -- The institution that has somebody verify, and the one above it that accepts and decides.
  handled_by text not null references institution,
  reviewed_by text not null references institution,
  verifier text references employee,
  category text,
  decided_at timestamptz,
  due_at timestamptz
);
create index incident_of_institution on incident (institution_code, raised_at desc);
create index incident_of_employee on incident (employee_id, raised_at desc);
create index incident_of_query on incident (query_id) where query_id is not null;
create index incident_open on incident (state, due_at) where state <> 'closed';

-- A guard against mistakes: what was raised stays, only where it stands may change.
create function keep_incident_facts() returns trigger language plpgsql as
$$ begin
  if tg_op = 'UPDATE'
     and (new.id, new.rule, new.institution_code, new.facts, new.is_high_risk, new.raised_at)
         = (old.id, old.rule, old.institution_code, old.facts, old.is_high_risk, old.raised_at)
     and new.key is not distinct from old.key and new.employee_id is not distinct from old.employee_id
     and new.workstation is not distinct from old.workstation and new.query_id is not distinct from old.query_id
  then return new; end if;
  raise exception 'What has been written stays as it is.';
end $$;
create trigger incident_fixed before update or delete on incident for each row execute function keep_incident_facts();

-- What was done, in order; the log has the hash of each text.
create table incident_step (
  incident_id uuid not null references incident,
  position integer not null,
  kind text not null,
  -- Nobody: the service itself.
  by_employee text references employee,
  at timestamptz not null,
  text text not null,
  facts jsonb not null,
  primary key (incident_id, position)
);
create trigger incident_step_fixed before update or delete on incident_step
  for each row execute function refuse_history_change();

-- Photographs, statements and reports, sealed where the uploads lie.
create table incident_attachment (
  upload_id uuid primary key references upload,
  incident_id uuid not null,
  position integer not null,
  sha256 text not null,
  foreign key (incident_id, position) references incident_step
);
create index incident_attachment_of on incident_attachment (incident_id, position);
create trigger incident_attachment_fixed before update or delete on incident_attachment
  for each row execute function refuse_history_change();
