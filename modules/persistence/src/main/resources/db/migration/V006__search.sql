-- What search keeps next to the outbox. The messages themselves are in Elasticsearch, which can be emptied at any
-- time and filled again from here.

-- The outbox is a queue: it is short, and everything in it is deleted soon. Cleaned by number, not by share, so that
-- claims do not walk over the dead.
alter table event_outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Batches that were indexed a moment ago. Elasticsearch shows a document only after its next refresh, and until then
-- nobody may say "everything up to here can be found".
create table search_settling (
  id         bigint      generated always as identity primary key,
  oldest_at  timestamptz not null,                -- of the outbox rows that were indexed together
  indexed_at timestamptz not null default clock_timestamp()
);

-- Messages that Elasticsearch refuses as they are. To have them tried again, put them back into the outbox:
--   insert into event_outbox (conversations, firsts, counts)
--     select array[conversation_id], array[seq], array[1] from search_dead_letter;
create table search_dead_letter (
  conversation_id bigint      not null,
  seq             bigint      not null,
  reason          text        not null,
  refused_at      timestamptz not null default clock_timestamp(),
  primary key (conversation_id, seq)
);
