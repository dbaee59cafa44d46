-- Which rows of the outbox somebody is indexing, and until when they are theirs. Before, a claim was a row lock, held
-- while Elasticsearch wrote; and while any transaction with a number of its own is open, no row that was updated since
-- can be cleaned up. At 4,000 messages a second in 500 conversations these took 1,892 pages in place of 29, and four of
-- ten updates had to write to the indexes, too. A table of its own, because to update a row of the outbox is to write
-- two to six kilobytes of it anew.
create table outbox_claim (
  outbox_id bigint      primary key references event_outbox on delete cascade,
  until     timestamptz not null                  -- from then on it is anybody's: whoever had it is taken for dead
);
alter table outbox_claim set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
