-- Workstations administered: who brought a PC, who approved it, why it is out of use, when it was last seen.

alter table enrolment_code
  add column issued_by uuid references app_user,
  add column issued_at timestamptz,
  drop constraint enrolment_code_workstation_number_key;
create unique index enrolment_code_unused on enrolment_code (workstation_number) where used_at is null;

alter table workstation
  drop constraint workstation_number_key,
  drop constraint workstation_status_check,
  -- refused: never approved. quarantined: two PCs were seen with one key.
  add constraint workstation_status_check check (status in ('pending', 'approved', 'quarantined', 'revoked', 'refused')),
  add column app_version text not null default '',
  -- Address from which the enrolment came.
  add column requested_from text,
  -- Who issued the code or brought the request file; may not approve.
  add column requested_by uuid references app_user,
  add column approved_by uuid references app_user,
  add column status_reason text,
  add column last_seen_at timestamptz,
  add column last_address text;
-- A PC that is out of use gives its number free: it enrols again with a new key.
create unique index workstation_number_in_use on workstation (number) where status not in ('revoked', 'refused');
create index workstation_of_institution on workstation (institution_code);
