-- The library with its readers, and the register of publicity.

create table library_entry (
  id uuid primary key,
  -- The first version's id: versions of one entry share it.
  series uuid not null,
  version integer not null,
  category text not null check (category in ('regulation', 'standard', 'bank-rule', 'warning-case', 'guide')),
  title text not null,
  source text not null,
  body text not null,
  audience text[] not null,
  published_by uuid not null references app_user,
  published_at timestamptz not null,
  due_on date not null,
  retired_at timestamptz,
  unique (series, version)
);

create table library_reading (
  entry_id uuid not null references library_entry,
  user_id uuid not null references app_user,
  read_at timestamptz not null,
  primary key (entry_id, user_id)
);

create table publicity (
  id uuid primary key,
  institution_code text not null references institution,
  form text not null check (form in ('stand', 'lecture', 'visit', 'online', 'media', 'other')),
  title text not null,
  planned_on date not null,
  place text not null,
  materials text not null,
  state text not null check (state in ('planned', 'held', 'cancelled')),
  planned_by uuid not null references app_user,
  held_on date,
  people_reached integer,
  materials_given integer,
  summary text,
  reported_by uuid references app_user,
  reported_at timestamptz,
  check ((state = 'held') = (held_on is not null and summary is not null))
);
create index publicity_of_institution on publicity (institution_code, planned_on desc);
