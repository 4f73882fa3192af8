-- Employees as subjects: keyed hashes of the ID number, and of surname with its address code. Never the number itself.
alter table employee
  add column id_lookup bytea,
  add column kin_lookup bytea;
create index employee_id_lookup on employee (id_lookup) where id_lookup is not null;
