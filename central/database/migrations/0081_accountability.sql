-- The name a file had at the PC.
alter table incident_attachment add column name text not null default '';

-- Who answers for a confirmed violation, and what was done about it.

create table accountability_case (
  id uuid primary key,
  incident_id uuid not null unique references incident,
  institution_code text not null references institution,
  opened_at timestamptz not null,
  opened_by text not null references employee,
  due_on date not null,
  state text not null check (state in ('open', 'measured', 'closed'))
);
create index accountability_of_institution on accountability_case (institution_code, due_on);

-- Persons as they answered on the day: in which institution and class.
create table accountability_person (
  case_id uuid not null references accountability_case,
  employee_id text not null references employee,
  institution_code text not null references institution,
  class text not null,
  primary key (case_id, employee_id, institution_code, class)
);
create trigger accountability_person_fixed before update or delete on accountability_person
  for each row execute function refuse_history_change();

create table accountability_step (
  case_id uuid not null references accountability_case,
  position integer not null,
  kind text not null check (kind in ('opened', 'measure-taken', 'returned', 'closed')),
  by_employee text not null references employee,
  at timestamptz not null,
  text text not null,
  facts jsonb not null,
  primary key (case_id, position)
);
create trigger accountability_step_fixed before update or delete on accountability_step
  for each row execute function refuse_history_change();
