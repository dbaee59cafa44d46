-- Whom someone knows, and whom they want nothing of. Both lists belong to their owner; the other side never sees them.

create table contact (
  owner_id   bigint      not null,
  contact_id bigint      not null,
  added_at   timestamptz not null default now(),
  primary key (owner_id, contact_id)
);
-- "Whose contact am I": whose stories may be for me.
create index contact_by_contact on contact (contact_id, owner_id);

create table block (
  owner_id   bigint      not null,
  blocked_id bigint      not null,
  added_at   timestamptz not null default now(),
  primary key (owner_id, blocked_id)
);
create index block_by_blocked on block (blocked_id, owner_id);
