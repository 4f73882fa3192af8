-- What the log's entries say, by column, for finding them. Filled from the bytes after the fact, so that writing an entry
-- costs nothing more; the bytes stay the truth, and everything here can be made from them again.

create table log_search (
  index bigint primary key,
  at timestamptz not null,
  kind text not null,
  employee_id text,
  institution text,
  workstation text,
  address text,
  session_id text,
  subject_commitment text,
  object text,
  query_id text,
  consent_id text,
  report_number text
);
create index log_search_at on log_search (at, index);
create index log_search_employee on log_search (employee_id, index desc);
create index log_search_institution on log_search (institution, index desc);
create index log_search_workstation on log_search (workstation, index desc);
create index log_search_address on log_search (address, index desc);
create index log_search_subject on log_search (subject_commitment, index desc);
create index log_search_object on log_search (object, index desc);
create index log_search_query on log_search (query_id, index);
create index log_search_consent on log_search (consent_id, index);
create index log_search_report on log_search (report_number, index);
create index log_search_kind on log_search (kind, index desc);

-- One row: the first place that has not been looked at.
create table log_search_progress (
  id integer primary key check (id = 1),
  next_index bigint not null
);
insert into log_search_progress values (1, 0);
