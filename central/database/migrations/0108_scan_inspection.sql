-- What was seen in scans, and what their pages look like beside the pages of other scans.

alter table upload add column findings jsonb;

alter table consent_scan
  -- Quarter turns clockwise until it stands upright; the file itself is never changed.
  add column quarter_turns integer not null default 0 check (quarter_turns between 0 and 3);

-- Printed forms, known from scans: the frame is the first page that was seen of each, the print the mean of the first ones.
create table printed_form (
  id integer generated always as identity primary key,
  sealed_frame bytea not null,
  sealed_print bytea not null,
  sheets integer not null,
  -- Squares in which sheets differ most; none before there are enough of them.
  telling_squares integer[]
);

create table scan_page (
  upload_id uuid not null references upload,
  page integer not null,
  form_id integer not null references printed_form,
  -- Where its ink lies in the form's frame, coarser than can be read.
  sealed_map bytea not null,
  mark bit(256),
  primary key (upload_id, page)
);
create index scan_page_of_form on scan_page (form_id);

-- A page of the first is a picture of the same sheet as a page of the other, which came before.
create table scan_likeness (
  upload_id uuid not null references upload,
  other_upload_id uuid not null references upload,
  likeness real not null,
  primary key (upload_id, other_upload_id)
);
