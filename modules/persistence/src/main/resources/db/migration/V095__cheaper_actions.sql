-- The same answers with less work: an action took PostgreSQL some 300 µs, and half of that went into helpers.

-- Whether nothing of a message can be seen any more. Volatile, as the clock is: else it cannot be inlined.
create or replace function is_gone(p_state jsonb, p_expires_at timestamptz) returns boolean
  language sql volatile
  return coalesce(p_state ? 'deleted', false) or coalesce(p_expires_at <= clock_timestamp(), false);

-- The message as somebody can act on it; null when there is none, or nothing of it can be seen any more, or not by
-- them.
create or replace function message_for(p_conversation bigint, p_user bigint, p_seq bigint) returns event
  language plpgsql as $$
declare
  m event;
begin
  select * into m from event e
   where e.conversation_id = p_conversation and e.seq = p_seq and e.kind = 0 and not is_gone(e.state, e.expires_at)
     and not exists (
         select from conversation_member c
          where c.conversation_id = p_conversation and c.user_id = p_user and c.visible_from_seq > p_seq);
  return m;
end $$;

-- What publish_batch() does, for one event, without its arrays. Search does not hear of it: what an action changed of a
-- message it is told by whoever changed that.
create function publish_event(
    p_conversation bigint, p_seq bigint, p_version int, p_stale boolean, p_xid bigint, p_at timestamptz)
  returns void
  language plpgsql as $$
begin
  if p_stale then
    perform publish_batch(
        array[p_conversation], array[p_seq - 1], array[1], array[p_version], array[p_conversation], p_xid, p_at);
    return;
  end if;
  update conversation set last_seq = p_seq, last_xid = p_xid, last_at = p_at where id = p_conversation;
  insert into recent_change (xid, conversations, heads, member_versions)
    values (p_xid, array[p_conversation], array[p_seq], array[p_version]);
end $$;

-- Gives an event the next place of its conversation, whose row the caller has locked. Somebody whom the other one of a
-- direct conversation has blocked changes nothing in it (ST005), but for what they take back.
create or replace function write_event(
    p_conversation bigint, p_kind smallint, p_sender bigint, p_target bigint, p_body text, p_detail jsonb)
  returns action_result
  language plpgsql as $$
declare
  r       action_result;
  v_base  bigint;
  v_quiet boolean;
  v_stale boolean;
begin
  r.conversation_id := p_conversation;
  r.kind := p_kind;
  r.sender_id := p_sender;
  r.target := p_target;
  r.body := p_body;
  r.detail := p_detail;
  r.at := clock_timestamp();
  r.xid := pg_current_xact_id()::text::bigint;
  select c.last_seq, c.last_xid, c.member_version, c.active_on < activity_day(c.id, r.at), c.restricted and c.kind = 0
    into v_base, r.previous_xid, r.member_version, v_stale, v_quiet
    from conversation c where c.id = p_conversation;
  if v_quiet and p_kind <> 3 and unheard_by(p_conversation, p_sender) is not null then
    raise exception 'nobody hears of it' using errcode = 'ST005', detail = v_base::text;
  end if;
  r.seq := v_base + 1;
  insert into event (conversation_id, seq, kind, sender_id, at, xid, body, target, detail)
    values (p_conversation, r.seq, p_kind, p_sender, r.at, r.xid, p_body, p_target, p_detail);
  perform publish_event(p_conversation, r.seq, r.member_version, v_stale, r.xid, r.at);
  return r;
end $$;

-- The counts with one of them changed: in the order in which the emojis came; null for none.
create or replace function with_reaction(p_reactions jsonb, p_emoji text, p_count int) returns jsonb
  language plpgsql immutable as $$
begin
  if p_reactions is null then
    return jsonb_build_array(jsonb_build_object('emoji', p_emoji, 'count', p_count));
  end if;
  return (
    select jsonb_agg(jsonb_build_object('emoji', emoji, 'count', n) order by o)
      from (select x ->> 'emoji' as emoji,
                   case when x ->> 'emoji' = p_emoji then p_count else (x ->> 'count')::int end as n, o
              from jsonb_array_elements(p_reactions) with ordinality as old(x, o)
            union all
            select p_emoji, p_count, 1000000
             where not exists (
                   select 1 from jsonb_array_elements(p_reactions) x where x ->> 'emoji' = p_emoji)) every_one
     where n > 0);
end $$;

-- How many have reacted with it.
create function reaction_count(p_reactions jsonb, p_emoji text) returns int
  language sql immutable
  return coalesce(
    (select (x ->> 'count')::int from jsonb_array_elements(p_reactions) x where x ->> 'emoji' = p_emoji), 0);

-- What react_to_message() does, for each of these, whose conversations the caller has locked; answers in their order.
-- Where nothing stands in the way of a reaction, and no other comes for its conversation, it is one row of a statement
-- for all such. Everything else is react_to_message()'s to decide. The planner, which may meet empty tables, is kept
-- from reading all reactions to find one: by `offset 0`, and by deleting by place.
create function react_to_messages(
    p_conversations bigint[], p_users bigint[], p_seqs bigint[], p_emojis text[], p_added boolean[],
    p_emojis_max int[], p_own_max int[])
  returns setof action_result
  language plpgsql as $$
declare
  v_at       timestamptz := clock_timestamp();
  v_xid      bigint := pg_current_xact_id()::text::bigint;
  v_seqs     bigint[];
  v_previous bigint[];
  v_versions int[];
  v_details  jsonb[];
  r          action_result;
begin
  with asked as (
    select a.*, count(*) over (partition by conversation_id) as for_it
      from unnest(p_conversations, p_users, p_seqs, p_emojis, p_added, p_emojis_max, p_own_max) with ordinality
             as a(conversation_id, user_id, target, emoji, added, emojis_max, own_max, o)
  ), plain as materialized (
    select a.*, c.last_seq + 1 as seq, c.last_xid, c.member_version, e.reactions
      from asked a
     cross join lateral (
           select last_seq, last_xid, member_version from conversation
            where id = a.conversation_id and not restricted and active_on >= activity_day(id, v_at)
           offset 0) c
     cross join lateral (
           select from conversation_member
            where conversation_id = a.conversation_id and user_id = a.user_id and visible_from_seq <= a.target
           offset 0) m
     cross join lateral (
           select state -> 'reactions' as reactions from event
            where conversation_id = a.conversation_id and seq = a.target and kind = 0
              and not is_gone(state, expires_at)
           offset 0) e
     where a.for_it = 1
       and (not a.added
            or jsonb_array_length(coalesce(e.reactions, '[]')) < a.emojis_max
               and a.own_max > (select count(*) from reaction x
                                 where x.conversation_id = a.conversation_id and x.seq = a.target
                                   and x.user_id = a.user_id))
  ), came as (
    insert into reaction (conversation_id, seq, emoji, user_id, at)
      select conversation_id, target, emoji, user_id, v_at from plain where added
      on conflict do nothing
      returning conversation_id
  ), went as (
    delete from reaction x
     where x.ctid = any (array(
           select had.ctid
             from plain p
            cross join lateral (
                  select ctid from reaction
                   where conversation_id = p.conversation_id and seq = p.target and emoji = p.emoji
                     and user_id = p.user_id
                  offset 0) had
            where not p.added))
    returning x.conversation_id
  ), changed as materialized (
    select p.*, reaction_count(p.reactions, p.emoji) + case when p.added then 1 else -1 end as n
      from plain p
      join (select conversation_id from came union all select conversation_id from went) done using (conversation_id)
  ), written as (
    insert into event (conversation_id, seq, kind, sender_id, at, xid, target, detail)
      select conversation_id, seq, 4, user_id, v_at, v_xid, target,
             jsonb_build_object('emoji', emoji, 'added', added, 'count', n)
        from changed
      returning conversation_id, detail
  ), marked as (
    update event e
       set state = jsonb_strip_nulls(
             coalesce(e.state, '{}')
             || jsonb_build_object('reactions', with_reaction(h.reactions, h.emoji, h.n), 'changedSeq', h.seq))
      from changed h
     where e.conversation_id = h.conversation_id and e.seq = h.target
  ), moved as (
    update conversation c
       set last_seq = h.seq, last_xid = v_xid, last_at = v_at
      from changed h
     where c.id = h.conversation_id
  ), told as (
    insert into recent_change (xid, conversations, heads, member_versions)
      select v_xid, array_agg(conversation_id), array_agg(seq), array_agg(member_version)
        from changed
      having count(*) > 0
  )
  select array_agg(h.seq order by a.o), array_agg(h.last_xid order by a.o), array_agg(h.member_version order by a.o),
         array_agg(w.detail order by a.o)
    into v_seqs, v_previous, v_versions, v_details
    from asked a
    left join changed h on h.o = a.o
    left join written w on w.conversation_id = h.conversation_id;

  for i in 1 .. cardinality(p_conversations) loop
    if v_seqs[i] is null then
      r := react_to_message(
             p_conversations[i], p_users[i], p_seqs[i], p_emojis[i], p_added[i], p_emojis_max[i], p_own_max[i]);
    else
      r := row(null, null, p_conversations[i], v_seqs[i], 4, p_users[i], v_at, null, null, v_xid, p_seqs[i],
               v_details[i], null, null, v_previous[i], v_versions[i]);
    end if;
    return next r;
  end loop;
end $$;
