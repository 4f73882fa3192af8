-- Keys of workstations change: how old the present one is, which one it followed, and whether another was asked for.

alter table workstation
  -- Null: since the approval.
  add column key_since timestamptz,
  -- Still good for a moment: requests were on their way when the key changed.
  add column previous_thumbprint text,
  add column key_demanded_at timestamptz;
create index workstation_previous_thumbprint on workstation (previous_thumbprint);
