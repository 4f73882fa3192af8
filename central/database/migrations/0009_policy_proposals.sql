-- A version of the policy is proposed by one administrator and published by another.
create table policy_proposal (
  id uuid primary key,
  body jsonb not null,
  body_hash text not null,
  effective_from timestamptz not null,
  note text not null,
  proposed_by text not null references employee,
  proposed_at timestamptz not null,
  state text not null check (state in ('proposed', 'published', 'withdrawn')),
  decided_by text references employee,
  version integer references policy,
  check (state <> 'published' or decided_by <> proposed_by)
);
