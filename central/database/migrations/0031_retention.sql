-- What goes when its time is over: bytes of old log entries, page keys of reports, everything that names a subject.

-- The path by which an entry may lose its bytes: below an index that is written here together with an entry that says so.
create table log_pruning (
  pruned_below bigint primary key,
  entry_id uuid not null unique references log_entry,
  pruned_at timestamptz not null
);
create trigger log_pruning_fixed before update or delete on log_pruning for each row execute function refuse_change();

alter table log_entry alter column body drop not null;
create function refuse_change_but_pruning() returns trigger language plpgsql as
$$ begin
  if tg_op = 'UPDATE' and new.id = old.id and new.body is null and exists (
    select from log_leaf where entry_id = old.id and index < (select max(pruned_below) from log_pruning))
  then return new; end if;
  raise exception 'The log is append-only.';
end $$;
drop trigger log_entry_fixed on log_entry;
create trigger log_entry_fixed before update or delete on log_entry
  for each row execute function refuse_change_but_pruning();

alter table report add column shredded_at timestamptz;
create index report_to_shred on report (received_at) where shredded_at is null;

alter table subject
  alter column sealed_identification drop not null,
  add column known_since timestamptz not null default now(),
  add column erased_at timestamptz,
  add constraint subject_erased_wholly check ((erased_at is null) = (sealed_identification is not null)),
  add constraint subject_erased_salt check (erased_at is null or salt is null);
create index subject_to_erase on subject (known_since) where erased_at is null;
create index consent_of_subject on consent (subject_id, registered_at desc);
create index query_of_subject on query (subject_id, asked_at desc);
create index business_party_of_subject on business_party (subject_id);
