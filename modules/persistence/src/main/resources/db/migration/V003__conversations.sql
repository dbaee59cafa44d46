-- Who talks with whom. Everything here is found by conversation; only the index on members is found by user, so that
-- the tables can be distributed by conversation later.

create table conversation (
  id             bigint      primary key,
  kind           smallint    not null,            -- 0 direct, 1 group
  title          text,
  created_by     bigint      not null,
  created_at     timestamptz not null default now(),
  member_version int         not null default 1,  -- grows with every change of the member list
  last_seq       bigint      not null default 0,
  last_xid       bigint      not null default 0,  -- the transaction that gave out last_seq
  last_at        timestamptz not null default now(),
  active_on      int         not null default 0   -- the conversation's day of its last event, see activity_day()
) with (fillfactor = 60);                         -- room for HOT updates of last_*, one per batch

create table conversation_member (
  conversation_id bigint   not null,
  user_id         bigint   not null,
  read_seq        bigint   not null default 0,
  delivered_seq   bigint   not null default 0,
  active_on       int      not null default 0,    -- a copy of conversation.active_on: what a resume looks up
  primary key (conversation_id, user_id)
) with (fillfactor = 70);

create index conversation_member_by_user on conversation_member (user_id, active_on);

-- At most one direct conversation for two people, whichever of them opens it and however often.
create table direct_conversation (
  lower_user      bigint not null,
  higher_user     bigint not null,
  conversation_id bigint not null,
  primary key (lower_user, higher_user)
);

-- The day a moment belongs to for one conversation. Days turn at a different second for each conversation, so that the
-- day's first event, which touches every member row, does not come for all of them at midnight.
create function activity_day(conversation_id bigint, moment timestamptz) returns int
  language sql immutable parallel safe
  return ((extract(epoch from moment)::bigint + conversation_id % 86400) / 86400)::int;
