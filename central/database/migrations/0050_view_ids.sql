-- The 32 bits every page of a viewing is invisibly marked with; viewings of earlier versions had none.

alter table viewing add column view_id text unique check (view_id ~ '^[0-9a-f]{8}$');
