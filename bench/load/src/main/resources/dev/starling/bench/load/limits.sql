-- What the limits scenario asks of PostgreSQL.

-- append: one batch of plain texts, as a node's writer stores it
select xid from append_batch(?, ?, ?, ?, ?, ?, ?, null)
