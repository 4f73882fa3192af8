-- The Merkle log (RFC 6962). Entries are written in the transaction of their effect; the sequencer gives them a place.

create table log_entry (
  id uuid primary key,
  -- The canonical bytes, kept verbatim: the leaf is made of these and of nothing else.
  body bytea not null
);

-- Entries that have no place yet.
create table log_pending (
  entry_id uuid primary key references log_entry,
  arrival bigint generated always as identity
);
create index log_pending_arrival on log_pending (arrival);

create table log_leaf (
  index bigint primary key,
  entry_id uuid not null unique references log_entry,
  hash bytea not null
);

-- Hashes of complete subtrees: `level` 1 covers two leaves, 2 four, and so on; `index` counts along the level.
create table log_node (
  level integer not null,
  index bigint not null,
  hash bytea not null,
  primary key (level, index)
);

create table log_checkpoint (
  size bigint primary key,
  note text not null,
  at timestamptz not null
);

-- One row: who may sequence. Each sequencer raises the epoch when it starts; an older one finds its epoch gone.
create table log_sequencer (
  id integer primary key check (id = 1),
  epoch bigint not null
);
insert into log_sequencer values (1, 0);

-- A guard against mistakes, not against an administrator: he can drop it, and the tree finds what he changes.
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'The log is append-only.'; end $$;
create trigger log_entry_fixed before update or delete on log_entry for each row execute function refuse_change();
create trigger log_leaf_fixed before update or delete on log_leaf for each row execute function refuse_change();
create trigger log_node_fixed before update or delete on log_node for each row execute function refuse_change();
create trigger log_checkpoint_fixed before update or delete on log_checkpoint for each row execute function refuse_change();
