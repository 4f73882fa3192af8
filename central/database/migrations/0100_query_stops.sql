-- Stops of all queries of an institution and everything below it. What officers may read stands here; the log has codes.
create table query_stop (
  id uuid primary key,
  institution_code text not null references institution,
  cause text not null,
  reason text not null,
  state text not null check (state in ('proposed', 'in-force', 'lifting', 'lifted', 'withdrawn')),
  proposed_by text not null references employee,
  proposed_in text not null references institution,
  proposed_at timestamptz not null,
  decided_by text references employee,
  decided_at timestamptz,
  -- The higher of the two institutions whose people imposed it.
  imposed_in text references institution,
  lifting_reason text,
  lifting_proposed_by text references employee,
  lifting_proposed_at timestamptz,
  lifted_by text references employee,
  lifted_at timestamptz,
  -- Two people for each: the database itself refuses one.
  check (state in ('proposed', 'withdrawn') or (decided_by is not null and decided_by <> proposed_by and imposed_in is not null)),
  check (state not in ('lifting', 'lifted') or lifting_proposed_by is not null),
  check (state <> 'lifted' or (lifted_by is not null and lifted_by <> lifting_proposed_by))
);
create index query_stop_in_force on query_stop (institution_code) where state in ('in-force', 'lifting');
create index query_stop_age on query_stop (proposed_at desc);
