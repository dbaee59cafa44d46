-- A batch's row in these tables is two to six kilobytes of numbers, read once or twice and deleted seconds later: it is
-- stored as it is, and not compressed, which took a twentieth of what PostgreSQL does for a message.
alter table event_outbox set (toast_tuple_target = 8160);
alter table recent_change set (toast_tuple_target = 8160);
