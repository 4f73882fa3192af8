-- Training: the yearly plan, who signed in on site, what was watched, which test was passed.

create table training_course (
  id uuid primary key,
  year integer not null,
  title text not null,
  topics text[] not null,
  roles text[] not null,
  due_on date not null,
  is_on_site boolean not null,
  video text,
  has_test boolean not null,
  planned_by uuid not null references app_user,
  planned_at timestamptz not null,
  withdrawn_at timestamptz,
  check (is_on_site or video is not null or has_test)
);
create index training_course_due on training_course (due_on) where withdrawn_at is null;

-- A trainer's room: those in it sign with the code on the screen and their own dynamic password.
create table training_room (
  id uuid primary key,
  course_id uuid not null references training_course,
  institution_code text not null references institution,
  trainer_id uuid not null references app_user,
  workstation_id uuid not null references workstation,
  code text not null,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  closed_at timestamptz
);
create unique index training_room_code on training_room (code) where closed_at is null;

create table training_progress (
  course_id uuid not null references training_course,
  user_id uuid not null references app_user,
  signed_at timestamptz,
  signed_room uuid references training_room,
  signed_workstation uuid references workstation,
  -- Stretches of the video that were watched, in seconds from its beginning.
  stretches jsonb not null default '[]',
  -- Up to this moment the time that passed has been used for watching.
  spent_until timestamptz,
  watched_at timestamptz,
  passed_at timestamptz,
  completed_at timestamptz,
  primary key (course_id, user_id)
);
create index training_progress_of on training_progress (user_id);

create table training_paper (
  id uuid primary key,
  course_id uuid not null references training_course,
  user_id uuid not null references app_user,
  drawn_at timestamptz not null,
  deadline timestamptz not null,
  handed_in_at timestamptz,
  pass_mark integer not null,
  score integer
);
create unique index training_paper_open on training_paper (course_id, user_id) where handed_in_at is null;
create index training_paper_of on training_paper (course_id, user_id, drawn_at desc);

create table training_paper_question (
  paper_id uuid not null references training_paper,
  position integer not null,
  question_id uuid not null references question,
  option_order integer[] not null,
  chosen integer[],
  primary key (paper_id, position)
);

-- Warnings that were given: each once for a course.
create table training_warning (
  course_id uuid not null references training_course,
  days integer not null,
  warned_at timestamptz not null,
  primary key (course_id, days)
);
