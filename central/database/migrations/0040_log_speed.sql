-- The log writes and places entries in one statement; references between its tables would be looked up row by row.
-- They guard nothing: who may drop a constraint is found by the tree, and the tree finds every other mistake too.

alter table log_leaf drop constraint log_leaf_entry_id_fkey;
alter table log_pending drop constraint log_pending_entry_id_fkey;

comment on table log_node is
  'Hashes of complete subtrees at every fourth level; those between are computed from at most eight stored ones.';
