-- What leaves: push for those who are away, events for bots. And how bots come in: accounts with an owner, tokens
-- that live until they are revoked, and webhooks to post through.
--
-- Nothing here is written for a message. What is to be told follows from what is there anyway: the list of recent
-- changes says where something happened, watermarks say who has it, and the log says what it was.

alter table account add column owner_id bigint;            -- whose bot it is; null for a person
create index account_by_owner on account (owner_id, id) where owner_id is not null;

alter table session add column token_hash bytea;           -- of a bot's token, which lives as long as the session
create unique index session_by_token on session (token_hash) where token_hash is not null;

-- Posts into one conversation as a bot. Known by the hash of the secret in its address.
create table incoming_hook (
  id              bigint      primary key,
  conversation_id bigint      not null,
  bot_id          bigint      not null,
  label           text,
  secret_hash     bytea       not null,
  created_at      timestamptz not null default clock_timestamp()
);
create unique index incoming_hook_by_secret on incoming_hook (secret_hash);
create index incoming_hook_by_conversation on incoming_hook (conversation_id, id);

-- Sends the events of a bot's conversations to an address.
create table event_hook (
  id              bigint      primary key,
  bot_id          bigint      not null,
  url             text        not null,
  events          text[],                                  -- types of events; null for all
  conversations   bigint[],                                -- null for all of the bot's
  secret          bytea       not null,
  previous_secret bytea,                                   -- signs as well, for a while after a rotation
  previous_until  timestamptz,
  created_at      timestamptz not null default clock_timestamp(),
  paused_at       timestamptz,                             -- after too many failures; places stay where they are
  failure         text,                                    -- the last one
  failed_at       timestamptz
);
create index event_hook_by_bot on event_hook (bot_id, id);

-- How far a hook is in one conversation. It goes on from here whatever happens, so nothing is lost and nothing passes
-- anything else. Whoever works on a place holds its lease; a node that dies loses it to another.
create table event_hook_place (
  conversation_id bigint not null,
  hook_id         bigint not null,
  seq             bigint not null,                         -- the other side has everything up to here
  due_at          timestamptz,                             -- null: nothing to do
  woken           int    not null default 0,               -- counts changes, so that none is missed while leased
  attempts        int    not null default 0,               -- failures since the last success
  leased_until    timestamptz,
  primary key (conversation_id, hook_id)
);
create index event_hook_place_by_hook on event_hook_place (hook_id);
create index event_hook_place_due on event_hook_place (due_at) where due_at is not null;

-- A bot that joins a conversation is told everything from then on. Costs nothing for a message: only member lists.
create function place_event_hooks() returns trigger
  language plpgsql as $$
begin
  -- Whoever makes a hook waits for those who are joining, and they for it: one of the two sees the other.
  perform pg_advisory_xact_lock_shared(5000361);
  insert into event_hook_place as p (conversation_id, hook_id, seq)
    select joined.conversation_id, h.id, c.last_seq
      from joined
      join event_hook h on h.bot_id = joined.user_id
       and (h.conversations is null or joined.conversation_id = any (h.conversations))
      join conversation c on c.id = joined.conversation_id
    on conflict (conversation_id, hook_id) do update set seq = excluded.seq, attempts = 0;
  return null;
end $$;

create trigger member_has_event_hooks after insert on conversation_member
  referencing new table as joined for each statement execute function place_event_hooks();

-- Moments up to which recent changes were looked at: the oldest for push, which waits a while before it looks, the
-- newest for events. Snapshots, because commits become visible later than their times say.
create table hook_point (
  id       bigint      generated always as identity primary key,
  epoch    text        not null,
  snapshot pg_snapshot not null,
  at       timestamptz not null default clock_timestamp()
);

-- A browser that wants Web Push, for as long as the session it was made in.
create table push_subscription (
  id         bigint      primary key,
  user_id    bigint      not null,
  session_id bigint      not null,
  endpoint   text        not null,
  p256dh     bytea       not null,
  auth       bytea       not null,
  created_at timestamptz not null default clock_timestamp(),
  unique (user_id, endpoint)
);

-- The one key pair by which push services know this cluster.
create table vapid_key (
  id          int   primary key check (id = 1),
  public_key  text not null,                               -- X.509 in base64
  private_key text not null                                -- PKCS #8 in base64
);

-- Whom a notification was made for, until they have read it: at most one for a person and conversation.
create table push_notice (
  user_id         bigint      not null,
  conversation_id bigint      not null,
  seq             bigint      not null,                    -- of the last message it counts
  told            boolean     not null default false,      -- somebody was shown something
  sent_at         timestamptz not null,                    -- when it last went out, or goes
  look_at         timestamptz not null,                    -- whether it was read, should nobody say so
  primary key (user_id, conversation_id)
);
create index push_notice_look on push_notice (look_at);

-- What is on its way to one target: for each person and conversation only the latest word.
create table hook_delivery (
  id              bigint      generated always as identity primary key,
  target          bigint      not null,                    -- a subscription; 0 for the operator's endpoint
  user_id         bigint      not null,
  conversation_id bigint      not null,
  kind            smallint    not null,                    -- 1 notify, 2 withdraw, 3 an event that its hook gave up
  seq             bigint      not null,
  message_id      uuid        not null default gen_random_uuid(),  -- the same in each attempt
  due_at          timestamptz not null default clock_timestamp(),
  attempts        int         not null default 0,
  leased_until    timestamptz,
  failure         text,                                    -- of the last attempt
  dead_at         timestamptz,                             -- nobody tries any more; an operator may send it back
  created_at      timestamptz not null default clock_timestamp()
);
create unique index hook_delivery_live on hook_delivery (target, user_id, conversation_id) where dead_at is null;
create index hook_delivery_due on hook_delivery (due_at) where dead_at is null;
create index hook_delivery_dead on hook_delivery (id) where dead_at is not null;

-- Whether somebody wants to be told about a message while they are away. The one place to ask: whatever mutes
-- somebody, or lets only mentions through, belongs in here.
create function wants_push(p_conversation bigint, p_user bigint, p_sender bigint, p_seq bigint) returns boolean
  language sql stable
  return not exists (select 1 from block b where b.owner_id = p_user and b.blocked_id = p_sender)
     and not exists (select 1 from account a where a.id = p_user and a.owner_id is not null);

-- Where somebody is told: the operator's endpoint, and their browsers that are still signed in.
create function push_targets(p_user bigint, p_endpoint boolean) returns setof bigint
  language sql stable as $$
  select 0::bigint where p_endpoint
  union all
  select s.id
    from push_subscription s
    join session on session.id = s.session_id
   where s.user_id = p_user and session.revoked_at is null and session.expires_at > clock_timestamp()
$$;

-- Conversations that changed between two snapshots.
create function changed_between(p_from pg_snapshot, p_to pg_snapshot) returns bigint[]
  language sql stable as $$
  select coalesce(array_agg(distinct c), '{}')
    from recent_change r, unnest(r.conversations) c
   where r.xid >= pg_snapshot_xmin(p_from)::text::bigint
     and not pg_visible_in_snapshot(r.xid::text::xid8, p_from)
     and pg_visible_in_snapshot(r.xid::text::xid8, p_to)
$$;

-- Makes a notification for each member who does not have the last message of one of these conversations on any
-- device. Made again with the same it changes nothing.
--
-- p_until   messages after it have not waited long enough
-- p_gather  the next word about the same conversation comes no sooner
create function push_notify(
    p_conversations bigint[], p_until timestamptz, p_gather interval, p_endpoint boolean)
  returns void
  language sql as $$
  with last as (
    select c.id, e.seq, e.sender_id
      from unnest(p_conversations) as c(id)
     cross join lateral (
           select seq, sender_id from event
            where conversation_id = c.id and kind = 0 and at <= p_until
            order by seq desc limit 1) e
  ), noticed as (
    insert into push_notice as n (user_id, conversation_id, seq, sent_at, look_at)
      select m.user_id, last.id, last.seq, clock_timestamp(), clock_timestamp() + interval '5 seconds'
        from last
        join conversation_member m on m.conversation_id = last.id
       where m.delivered_seq < last.seq and m.user_id <> last.sender_id
         and exists (select 1 from push_targets(m.user_id, p_endpoint))
         and wants_push(last.id, m.user_id, last.sender_id, last.seq)
       order by m.user_id, last.id
      on conflict (user_id, conversation_id) do update
         set seq = excluded.seq, look_at = excluded.look_at,
             sent_at = case when n.sent_at > excluded.sent_at then n.sent_at
                            else greatest(excluded.sent_at, n.sent_at + p_gather) end
       where n.seq < excluded.seq
    returning user_id, conversation_id, seq, sent_at
  )
  insert into hook_delivery as d (target, user_id, conversation_id, kind, seq, due_at)
    select t.target, n.user_id, n.conversation_id, 1, n.seq, n.sent_at
      from noticed n cross join lateral push_targets(n.user_id, p_endpoint) as t(target)
     order by t.target, n.user_id, n.conversation_id
    on conflict (target, user_id, conversation_id) where dead_at is null do update
       set kind = 1, seq = excluded.seq, message_id = excluded.message_id,
           -- A target that fails is not asked sooner because there is more to say.
           due_at = greatest(excluded.due_at, case when d.attempts > 0 and d.leased_until is null then d.due_at end)
$$;

-- Takes back what was read by now, or whose reader has left. Somebody who was shown nothing yet is not bothered.
create function push_withdraw(p_users bigint[], p_conversations bigint[], p_endpoint boolean) returns void
  language plpgsql as $$
declare
  v_notice push_notice;
  v_shown  boolean;
begin
  for v_notice in
    select n.*
      from (select distinct u, c from unnest(p_users, p_conversations) as x(u, c)) x
      join push_notice n on n.user_id = x.u and n.conversation_id = x.c
      left join conversation_member m on m.conversation_id = n.conversation_id and m.user_id = n.user_id
     where m.user_id is null or m.read_seq >= n.seq
     order by n.user_id, n.conversation_id
       for update of n skip locked
  loop
    delete from push_notice n where n.user_id = v_notice.user_id and n.conversation_id = v_notice.conversation_id;
    v_shown := v_notice.told or exists (
      select 1 from hook_delivery d
       where d.user_id = v_notice.user_id and d.conversation_id = v_notice.conversation_id and d.dead_at is null
         and d.target = any (array(select push_targets(v_notice.user_id, p_endpoint))) and d.attempts > 0);
    if v_shown then
      insert into hook_delivery as d (target, user_id, conversation_id, kind, seq)
        select t.target, v_notice.user_id, v_notice.conversation_id, 2, v_notice.seq
          from push_targets(v_notice.user_id, p_endpoint) as t(target)
        on conflict (target, user_id, conversation_id) where dead_at is null do update
           set kind = 2, seq = excluded.seq, message_id = excluded.message_id, due_at = excluded.due_at, attempts = 0;
    else
      delete from hook_delivery d
       where d.target = any (array(select push_targets(v_notice.user_id, p_endpoint)))
         and d.user_id = v_notice.user_id and d.conversation_id = v_notice.conversation_id and d.dead_at is null;
    end if;
  end loop;
end $$;

-- Looks whether notifications were read without anybody saying so here: less and less often, for ever.
create function push_look(p_limit int, p_endpoint boolean) returns int
  language plpgsql as $$
declare
  v_users bigint[];
  v_conversations bigint[];
begin
  with looked as (
    update push_notice n
       set look_at = clock_timestamp() + interval '5 seconds'
                     + least(clock_timestamp() - n.sent_at, interval '1 hour')
     where (user_id, conversation_id) in (
             select user_id, conversation_id from push_notice
              where look_at <= clock_timestamp() order by look_at limit p_limit for update skip locked)
    returning user_id, conversation_id
  )
  select array_agg(user_id), array_agg(conversation_id) into v_users, v_conversations from looked;
  if v_users is null then
    return 0;
  end if;
  perform push_withdraw(v_users, v_conversations, p_endpoint);
  return cardinality(v_users);
end $$;

-- Finds what happened since the last time, in the whole cluster: wakes the places of event hooks, and makes
-- notifications of what has waited long enough. One node at a time; false when it was another's turn.
create function hook_scan(
    p_every interval, p_push boolean, p_endpoint boolean, p_after interval, p_gather interval)
  returns boolean
  language plpgsql as $$
declare
  v_now     pg_snapshot := pg_current_snapshot();
  v_first   hook_point;
  v_last    hook_point;
  v_through hook_point;
  v_changed bigint[];
begin
  if not pg_try_advisory_xact_lock(5000360) then
    return false;
  end if;
  if not p_push and not exists (select 1 from event_hook) then
    delete from hook_point;
    return true;
  end if;
  select * into v_first from hook_point order by id limit 1;
  select * into v_last from hook_point order by id desc limit 1;
  if v_last.at > clock_timestamp() - p_every / 2 then
    return false;
  end if;

  if v_last.id is null or v_last.epoch <> database_epoch() or v_last.at < clock_timestamp() - interval '1 hour' then
    -- The list of changes does not reach back so far. Places know by themselves where they are.
    delete from hook_point;
    update event_hook_place p
       set due_at = coalesce(p.due_at, clock_timestamp()), woken = p.woken + 1
      from conversation c
     where c.id = p.conversation_id and c.last_seq > p.seq;
    insert into hook_point (epoch, snapshot) values (database_epoch(), v_now);
    return true;
  end if;

  v_changed := changed_between(v_last.snapshot, v_now);
  update event_hook_place p
     set due_at = coalesce(p.due_at, clock_timestamp()), woken = p.woken + 1
   where p.conversation_id = any (v_changed);
  if p_push then
    select * into v_through from hook_point where at <= clock_timestamp() - p_after order by id desc limit 1;
    if v_through.id > v_first.id then
      perform push_notify(changed_between(v_first.snapshot, v_through.snapshot), v_through.at, p_gather, p_endpoint);
      delete from hook_point where id < v_through.id;
    end if;
  else
    delete from hook_point;
  end if;
  insert into hook_point (epoch, snapshot) values (database_epoch(), v_now);
  return true;
end $$;
