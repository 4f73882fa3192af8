-- Circulars down the tree, with receipts.

create table circular (
  id uuid primary key,
  institution_code text not null references institution,
  title text not null,
  body text not null,
  -- Institutions, each with everything below it.
  targets text[] not null,
  audience text[] not null,
  due_on date,
  -- The month a security circular is about, YYYY-MM.
  month text,
  supersedes uuid references circular,
  state text not null check (state in ('draft', 'published', 'withdrawn', 'superseded')),
  drafted_by uuid not null references app_user,
  drafted_at timestamptz not null,
  published_by uuid references app_user,
  published_at timestamptz,
  withdrawal text,
  reminded_on date,
  check (state = 'draft' or published_at is not null and due_on is not null)
);
create index circular_of_institution on circular (institution_code, drafted_at desc);
create unique index circular_of_month on circular (month) where month is not null and state in ('draft', 'published');

-- Whom it is for, as they were when it was published.
create table circular_recipient (
  circular_id uuid not null references circular,
  user_id uuid not null references app_user,
  institution_code text not null references institution,
  opened_at timestamptz,
  confirmed_at timestamptz,
  primary key (circular_id, user_id)
);
create index circular_waiting on circular_recipient (user_id) where confirmed_at is null;
create index circular_read_in on circular_recipient (institution_code);
