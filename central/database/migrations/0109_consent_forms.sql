-- Forms printed for signature. Their code names them; what stands on them is found again when they come back as a scan.

create table consent_form (
  id uuid primary key,
  institution_code text not null references institution,
  subject_id uuid not null references subject,
  business_reference text not null references business,
  purposes text[] not null,
  prepared_by uuid not null references app_user,
  prepared_at timestamptz not null
);
