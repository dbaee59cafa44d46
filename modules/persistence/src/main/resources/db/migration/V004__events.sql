-- The log of every conversation, and what is told about it: the search outbox and the list of recent changes from which
-- nodes find what the cluster bus has lost.

create table event (
  conversation_id bigint      not null,
  seq             bigint      not null,             -- gapless, given out under the conversation's row lock
  kind            smallint    not null,             -- 0 message, 1 created
  sender_id       bigint      not null,
  at              timestamptz not null,
  xid             bigint      not null,             -- the transaction that wrote it; cursors are compared with it
  client_id       text        collate "C",          -- the sender's name for it; null for what no client names
  body            text,
  primary key (conversation_id, seq)
) partition by hash (conversation_id);

-- Few, because a batch pays for every partition that it touches: with 32, one of 100 messages took a fourth longer.
do $$ begin
  for i in 0..7 loop
    execute format('create table event_p%s partition of event for values with (modulus 8, remainder %s)', i, i);
  end loop;
end $$;

-- A retry is harmless, for ever.
create unique index event_by_client_id on event (conversation_id, sender_id, client_id);

-- One row per committed batch: which conversations got events, from which sequence on, and how many.
create table event_outbox (
  id            bigint      generated always as identity primary key,
  at            timestamptz not null default clock_timestamp(),
  conversations bigint[]    not null,
  firsts        bigint[]    not null,
  counts        int[]       not null
);

-- The same batches for two minutes, for the reconciliation of every node.
create table recent_change (
  xid             bigint      not null,
  at              timestamptz not null default clock_timestamp(),
  conversations   bigint[]    not null,
  heads           bigint[]    not null,
  member_versions int[]       not null
);
create index recent_change_by_xid on recent_change (xid);

-- Which history the transaction numbers belong to: another one after a restore into a new cluster or to a point in
-- time, and after a failover. Numbers of two histories must never be compared.
create function database_epoch() returns text
  language sql stable
  return (select system_identifier::text || '.' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
            from pg_control_system());

-- Moves conversations, whose rows the caller has locked, to their new heads, and tells everyone who follows along.
--
-- p_stale  those whose active_on is of an earlier day, null for none
create function publish_batch(
    p_conversations bigint[], p_bases bigint[], p_counts int[], p_versions int[], p_stale bigint[],
    p_xid bigint, p_at timestamptz)
  returns void
  language plpgsql as $$
declare
  v_firsts bigint[];
  v_heads  bigint[];
begin
  update conversation c
     set last_seq = b.base + b.n, last_xid = p_xid, last_at = p_at
    from unnest(p_conversations, p_bases, p_counts) as b(id, base, n)
   where c.id = b.id;

  if p_stale is not null then
    update conversation c set active_on = activity_day(c.id, p_at) where c.id = any (p_stale);
    -- In primary key order, as every other writer of members: no deadlock.
    perform 1 from conversation_member m
      where m.conversation_id = any (p_stale)
      order by m.conversation_id, m.user_id for no key update;
    update conversation_member m
       set active_on = activity_day(m.conversation_id, p_at)
     where m.conversation_id = any (p_stale);
  end if;

  select array_agg(base + 1 order by o), array_agg(base + n order by o) into v_firsts, v_heads
    from unnest(p_bases, p_counts) with ordinality as b(base, n, o);
  insert into event_outbox (conversations, firsts, counts) values (p_conversations, v_firsts, p_counts);
  insert into recent_change (xid, conversations, heads, member_versions)
    values (p_xid, p_conversations, v_heads, p_versions);
end $$;

-- The fast path: all or nothing. A duplicate (23505), a stranger (ST002) or an unknown conversation (ST001) aborts the
-- batch, and the writer plays it again through append_each, which answers per message.
--
-- p_conversations  distinct, ascending; p_counts says how many messages each gets
-- p_index, p_rank  per message: its place in p_conversations, and its rank inside that conversation, both from 1
create function append_batch(
    p_conversations bigint[], p_counts int[],
    p_index int[], p_rank int[], p_senders bigint[], p_client_ids text[], p_bodies text[],
    out bases bigint[], out previous_xids bigint[], out member_versions int[], out at timestamptz, out xid bigint)
  language plpgsql as $$
declare
  v_stale bigint[];
begin
  select array_agg(c.last_seq order by c.id), array_agg(c.last_xid order by c.id),
         array_agg(c.member_version order by c.id),
         array_agg(c.id) filter (where c.active_on < activity_day(c.id, clock_timestamp()))
    into bases, previous_xids, member_versions, v_stale
    from (select id, last_seq, last_xid, member_version, active_on from conversation
           where id = any (p_conversations) order by id for no key update) c;
  if cardinality(bases) is distinct from cardinality(p_conversations) then
    raise exception 'unknown conversation' using errcode = 'ST001';
  end if;
  if cardinality(p_index) <> (
      select count(*) from unnest(p_index, p_senders) as m(i, sender)
        join conversation_member cm on cm.conversation_id = p_conversations[m.i] and cm.user_id = m.sender) then
    raise exception 'not a member' using errcode = 'ST002';
  end if;

  -- After the locks, so that times agree with sequences.
  at := clock_timestamp();
  xid := pg_current_xact_id()::text::bigint;
  insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body)
    select p_conversations[m.i], bases[m.i] + m.rn, 0, m.sender, append_batch.at, append_batch.xid, m.client_id, m.body
      from unnest(p_index, p_rank, p_senders, p_client_ids, p_bodies) as m(i, rn, sender, client_id, body);
  perform publish_batch(p_conversations, bases, p_counts, member_versions, v_stale, xid, at);
end $$;

-- The slow path: answers per message, in their order. Each statement after the lock sees what the lock's last holder
-- committed, which is what makes the search for duplicates sound.
--
-- status  0 stored, 1 stored before (seq and at are the original's), 2 client id used before for another text,
--         3 not a member, 4 unknown conversation
create function append_each(p_conversations bigint[], p_senders bigint[], p_client_ids text[], p_bodies text[])
  returns table (status int, seq bigint, at timestamptz, xid bigint, previous_xid bigint, member_version int)
  language plpgsql as $$
#variable_conflict use_column
declare
  v_at       timestamptz;
  v_xid      bigint;
  v_statuses int[];
  v_seqs     bigint[];
  v_ats      timestamptz[];
  v_xids     bigint[];
  v_previous bigint[];
  v_versions int[];
  v_changed  bigint[];
  v_bases    bigint[];
  v_counts   int[];
  v_stale    bigint[];
  v_changed_versions int[];
begin
  perform 1 from conversation c where c.id = any (p_conversations) order by c.id for no key update;
  v_at := clock_timestamp();
  v_xid := pg_current_xact_id()::text::bigint;

  with item as (
    select i.ord, i.conversation_id, c.last_seq, c.last_xid, c.member_version, e.seq, e.at, e.xid,
           case when c.id is null then 4
                when e.seq is not null and e.body is distinct from i.body then 2
                when e.seq is not null then 1
                when m.user_id is null then 3
                else 0 end as status
      from unnest(p_conversations, p_senders, p_client_ids, p_bodies) with ordinality
             as i(conversation_id, sender_id, client_id, body, ord)
      left join conversation c on c.id = i.conversation_id
      left join conversation_member m on m.conversation_id = i.conversation_id and m.user_id = i.sender_id
      left join event e
        on e.conversation_id = i.conversation_id and e.sender_id = i.sender_id and e.client_id = i.client_id
  ), ranked as (
    select item.*, row_number() over (partition by conversation_id, status order by ord) as rn from item
  )
  select array_agg(status order by ord),
         array_agg(case status when 0 then last_seq + rn else seq end order by ord),
         array_agg(case status when 0 then v_at else at end order by ord),
         array_agg(case status when 0 then v_xid else xid end order by ord),
         array_agg(case when status = 0 and rn > 1 then v_xid else last_xid end order by ord),
         array_agg(member_version order by ord)
    into v_statuses, v_seqs, v_ats, v_xids, v_previous, v_versions
    from ranked;

  insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body)
    select i.conversation_id, i.seq, 0, i.sender_id, v_at, v_xid, i.client_id, i.body
      from unnest(p_conversations, p_senders, p_client_ids, p_bodies, v_statuses, v_seqs)
             as i(conversation_id, sender_id, client_id, body, status, seq)
     where i.status = 0;

  select array_agg(g.id order by g.id), array_agg(g.base order by g.id), array_agg(g.n order by g.id),
         array_agg(c.member_version order by g.id),
         array_agg(g.id) filter (where c.active_on < activity_day(c.id, v_at))
    into v_changed, v_bases, v_counts, v_changed_versions, v_stale
    from (select i.id, min(i.seq) - 1 as base, count(*)::int as n
            from unnest(p_conversations, v_statuses, v_seqs) as i(id, status, seq)
           where i.status = 0 group by i.id) g
    join conversation c on c.id = g.id;
  if v_changed is not null then
    perform publish_batch(v_changed, v_bases, v_counts, v_changed_versions, v_stale, v_xid, v_at);
  end if;

  return query select * from unnest(v_statuses, v_seqs, v_ats, v_xids, v_previous, v_versions);
end $$;

-- Opens a conversation with its members. A direct one that exists already is answered, not made again. A group begins
-- with its `created` event; a direct one is silent until somebody writes.
create function open_conversation(
    p_id bigint, p_kind smallint, p_title text, p_by bigint, p_members bigint[],
    out id bigint, out is_new boolean, out at timestamptz, out xid bigint)
  language plpgsql as $$
begin
  id := p_id;
  is_new := true;
  at := clock_timestamp();
  if p_kind = 0 then
    insert into direct_conversation as d (lower_user, higher_user, conversation_id)
      values (p_members[1], p_members[2], p_id)
      on conflict do nothing;
    if not found then
      select d.conversation_id into id from direct_conversation d
       where d.lower_user = p_members[1] and d.higher_user = p_members[2];
      is_new := false;
      return;
    end if;
  end if;

  xid := pg_current_xact_id()::text::bigint;
  insert into conversation as c (id, kind, title, created_by, created_at, last_at)
    values (p_id, p_kind, p_title, p_by, open_conversation.at, open_conversation.at);
  insert into conversation_member (conversation_id, user_id)
    select p_id, m from unnest(p_members) as m;
  if p_kind = 1 then
    insert into event (conversation_id, seq, kind, sender_id, at, xid, body)
      values (p_id, 1, 1, p_by, open_conversation.at, open_conversation.xid, p_title);
    perform publish_batch(array[p_id], array[0::bigint], array[1], array[1], array[p_id], xid, at);
  end if;
end $$;
