-- Compliance reports: frozen when they are signed, looked at one level up; figures of a period read queries by time.
create index if not exists query_asked on query (asked_at);

create table compliance_report (
  id uuid primary key,
  institution_code text not null references institution,
  period text not null,
  version integer not null,
  -- Canonical JSON (RFC 8785), verbatim; its hash stands in the log.
  body text not null,
  sha256 text not null,
  state text not null check (state in ('signed', 'accepted', 'returned')),
  signed_by text not null references employee,
  signed_at timestamptz not null,
  reviewed_by text references employee,
  reviewed_at timestamptz,
  note text,
  unique (institution_code, period, version),
  check ((state = 'signed') = (reviewed_by is null)),
  check (reviewed_by is null or reviewed_by <> signed_by)
);
create unique index compliance_report_standing on compliance_report (institution_code, period) where state <> 'returned';

-- What was signed stays as it was.
create function keep_signed_report() returns trigger language plpgsql as
$$ begin
  if tg_op = 'UPDATE' and old.state = 'signed'
     and (new.id, new.institution_code, new.period, new.version, new.body, new.sha256, new.signed_by, new.signed_at)
         = (old.id, old.institution_code, old.period, old.version, old.body, old.sha256, old.signed_by, old.signed_at)
  then return new; end if;
  raise exception 'What has been signed stays as it is.';
end $$;
create trigger compliance_report_fixed before update or delete on compliance_report
  for each row execute function keep_signed_report();
