-- Enrolment carried as a file: such a request comes from no address, the PC says itself which it has.

alter table workstation
  add column is_by_file boolean not null default false,
  add column reported_addresses text[] not null default '{}';
