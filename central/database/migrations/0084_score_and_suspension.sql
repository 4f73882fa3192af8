-- Points per user and year, why a user is suspended, and the way back.

create function refuse_row_change() returns trigger language plpgsql as
$$ begin raise exception 'Rows of % are written once.', tg_table_name; end $$;

-- A ledger: what was written stays, and is taken back by another row.
create table score_entry (
  id bigint generated always as identity primary key,
  user_id uuid not null references app_user,
  -- The calendar year in Asia/Shanghai to which it counts.
  year integer not null,
  kind text not null check (kind in ('deduction', 'reversal', 'fresh-start')),
  category text,
  points integer not null check (points >= 0),
  incident_id uuid,
  reverses bigint unique references score_entry,
  written_by text references employee,
  written_at timestamptz not null,
  check ((kind = 'deduction') = (category is not null)),
  check ((kind = 'reversal') = (reverses is not null)),
  check (kind <> 'deduction' or incident_id is not null)
);
create unique index score_entry_once on score_entry (user_id, incident_id) where kind = 'deduction';
create index score_entry_of on score_entry (user_id, year, id);
create index score_entry_of_incident on score_entry (incident_id);
create trigger score_entry_fixed before update or delete on score_entry
  for each row execute function refuse_row_change();
create trigger score_entry_kept before truncate on score_entry
  for each statement execute function refuse_row_change();

create table suspension (
  id uuid primary key,
  user_id uuid not null references app_user,
  cause text not null check (cause in (
    'suspected-violation', 'security-incident', 'absence', 'own-request', 'other',
    'grade-c', 'move-overdue', 'left', 'locked', 'dormant', 'lost-token'
  )),
  since timestamptz not null,
  -- Nobody: the service by itself.
  suspended_by text references employee,
  note text,
  incident_id uuid,
  ended_at timestamptz,
  ending text check (ending in ('fresh-application', 'identity-check', 'incident-decided', 'lifted', 'deduction-reversed')),
  ended_by text references employee,
  check ((ended_at is null) = (ending is null))
);
create unique index suspension_open on suspension (user_id, cause) where ended_at is null;
create index suspension_of on suspension (user_id, since);

-- Who is suspended already.
insert into suspension (id, user_id, cause, since, suspended_by, note)
select gen_random_uuid(), app_user.id, coalesce(last.cause, case when lock_count > 0 then 'locked' else 'other' end),
       coalesce(last.changed_at, now()), last.changed_by, last.note
  from app_user
  left join lateral (
    select cause, changed_at, changed_by, note from user_change
     where user_id = app_user.id and kind = 'suspended' order by id desc limit 1) as last on true
 where app_user.status = 'suspended';
insert into suspension (id, user_id, cause, since)
select distinct on (user_id) gen_random_uuid(), user_id, 'left', changed_at
  from user_change join app_user on app_user.id = user_id
 where kind = 'left' and status = 'stopped' order by user_id, changed_at desc;

alter table user_change
  drop constraint user_change_kind_check,
  add constraint user_change_kind_check check (kind in (
    'rights-set', 'rights-confirmed', 'suspended', 'stopped', 'moved', 'left', 'opened', 'suspension-ended', 'return-reviewed'
  ));

alter table identity_check
  drop constraint identity_check_cause_check,
  add constraint identity_check_cause_check check (cause in ('lost-token', 'locked', 'dormant'));
insert into identity_check (id, user_id, cause, opened_at)
select gen_random_uuid(), user_id, cause, since from suspension where cause = 'locked'
    on conflict do nothing;

-- A retest is a paper like any other, with its own pass mark; no score is ever changed.
alter table paper add column purpose text not null default 'admission' check (purpose in ('admission', 'retest'));
alter table paper alter column purpose drop default;
create function refuse_paper_change() returns trigger language plpgsql as
$$ begin
  if tg_op = 'UPDATE' and old.handed_in_at is null and (to_jsonb(new) - 'score' - 'handed_in_at') = (to_jsonb(old) - 'score' - 'handed_in_at')
  then return new; end if;
  raise exception 'A paper is written once.';
end $$;
create trigger paper_fixed before update or delete on paper for each row execute function refuse_paper_change();

-- An administrator has looked at what happened and at the retest, and lets the person apply afresh or not.
create table return_review (
  paper_id uuid primary key references paper,
  user_id uuid not null references app_user,
  decision text not null check (decision in ('accepted', 'refused')),
  note text not null,
  reviewed_by text not null references employee,
  reviewed_at timestamptz not null,
  challenge_id uuid not null
);
create trigger return_review_fixed before update or delete on return_review
  for each row execute function refuse_row_change();
