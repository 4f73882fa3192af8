-- What a workstation shows of itself at each log-in, weighed against what was accepted before.

alter table workstation
  -- The last reading that was let in: another one beside an open session is another PC.
  add column seen_factors jsonb,
  add column changed_factors text[] not null default '{}',
  add column changed_at timestamptz,
  -- A reading too far off; an administrator may accept it.
  add column refused_factors jsonb,
  add column refused_at timestamptz,
  -- Grows with each log-in of the PC; one that does not grow comes from a restored or copied profile.
  add column login_counter bigint not null default 0;
