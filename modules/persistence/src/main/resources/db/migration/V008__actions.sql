-- What members do with messages besides sending them. Each action is an event with its own place in the sequence that
-- names its target, written in the transaction that changes the target's row: the row of a message always holds the
-- message as it is now. `state.changedSeq` says up to which event.

alter table event
  add column target     bigint,         -- the message that the event changed
  add column detail     jsonb,          -- what was said besides the text; null for plain text
  add column state      jsonb,          -- what became of a message; null while it is as it was sent
  add column expires_at timestamptz;    -- nothing of it is shown from then on

-- The changes of one message.
create index event_by_target on event (conversation_id, target) where target is not null;

-- The messages that quote another: a quote goes with what it quotes.
create index event_by_quoted on event (conversation_id, ((detail ->> 'replyTo')::bigint)) where detail ? 'quote';

alter table conversation
  add column restricted    boolean not null default false,  -- not every member may post: may_post() is asked
  add column no_forwarding boolean not null default false,
  add column disappear_after_s int;                         -- messages expire so long after they were sent

alter table conversation_member
  add column role smallint not null default 0;              -- 0 member, 1 admin, 2 owner

update conversation_member m set role = 2
  from conversation c
 where c.id = m.conversation_id and c.kind = 1 and c.created_by = m.user_id;

-- Texts that an edit has replaced, oldest first; gone when the message is deleted.
create table message_revision (
  conversation_id bigint      not null,
  seq             bigint      not null,   -- the message's
  replaced_by     bigint      not null,   -- the edit's
  body            text        not null,
  since           timestamptz not null,   -- when this text was sent or put in place of another
  primary key (conversation_id, seq, replaced_by)
);

create table reaction (
  conversation_id bigint      not null,
  seq             bigint      not null,
  emoji           text        not null collate "C",
  user_id         bigint      not null,
  at              timestamptz not null,
  primary key (conversation_id, seq, emoji, user_id)
);

create table pin (
  conversation_id bigint      not null,
  seq             bigint      not null,
  pinned_by       bigint      not null,
  at              timestamptz not null,
  primary key (conversation_id, seq)
);

-- What an action answers. Either a refusal, the name of an error code, or the event that it wrote.
-- UNCHANGED is no error: everything was so already, and seq is the place of the last change.
create type action_result as (
  refusal         text,
  retry_ms        bigint,
  conversation_id bigint,
  seq             bigint,
  kind            smallint,
  sender_id       bigint,
  at              timestamptz,
  client_id       text,
  body            text,
  xid             bigint,
  target          bigint,
  detail          jsonb,
  state           jsonb,
  expires_at      timestamptz,
  previous_xid    bigint,
  member_version  int
);

create function refused(p_refusal text, p_retry_ms bigint default null) returns action_result
  language plpgsql immutable as $$
declare
  r action_result;
begin
  r.refusal := p_refusal;
  r.retry_ms := p_retry_ms;
  return r;
end $$;

create function unchanged(p_conversation bigint, p_seq bigint) returns action_result
  language plpgsql immutable as $$
declare
  r action_result;
begin
  r.refusal := 'UNCHANGED';
  r.conversation_id := p_conversation;
  r.seq := p_seq;
  return r;
end $$;

-- Locks the conversation, so that everything after it sees what earlier actions committed. The role of who acts, or
-- why they may not.
create function begin_action(p_conversation bigint, p_user bigint, out refusal text, out role smallint)
  language plpgsql as $$
begin
  perform 1 from conversation c where c.id = p_conversation for no key update;
  if not found then
    refusal := 'CONVERSATION_NOT_FOUND';
    return;
  end if;
  select m.role into role from conversation_member m where m.conversation_id = p_conversation and m.user_id = p_user;
  if not found then
    refusal := 'NOT_A_MEMBER';
  end if;
end $$;

-- Gives an event the next place of its conversation, whose row the caller has locked. Somebody whom the other one of a
-- direct conversation has blocked changes nothing in it (ST005), but for what they take back.
create function write_event(
    p_conversation bigint, p_kind smallint, p_sender bigint, p_target bigint, p_body text, p_detail jsonb)
  returns action_result
  language plpgsql as $$
declare
  r       action_result;
  v_base  bigint;
  v_quiet boolean;
  v_stale bigint[];
begin
  r.conversation_id := p_conversation;
  r.kind := p_kind;
  r.sender_id := p_sender;
  r.target := p_target;
  r.body := p_body;
  r.detail := p_detail;
  r.at := clock_timestamp();
  r.xid := pg_current_xact_id()::text::bigint;
  select c.last_seq, c.last_xid, c.member_version,
         case when c.active_on < activity_day(c.id, r.at) then array[c.id] end, c.restricted and c.kind = 0
    into v_base, r.previous_xid, r.member_version, v_stale, v_quiet
    from conversation c where c.id = p_conversation;
  if v_quiet and p_kind <> 3 and unheard_by(p_conversation, p_sender) is not null then
    raise exception 'nobody hears of it' using errcode = 'ST005', detail = v_base::text;
  end if;
  r.seq := v_base + 1;
  insert into event (conversation_id, seq, kind, sender_id, at, xid, body, target, detail)
    values (p_conversation, r.seq, p_kind, p_sender, r.at, r.xid, p_body, p_target, p_detail);
  perform publish_batch(array[p_conversation], array[v_base], array[1], array[r.member_version], v_stale, r.xid, r.at);
  return r;
end $$;

-- Puts a message's row into its new state, changed by this event.
create function change_state(p_conversation bigint, p_seq bigint, p_changed bigint, p_change jsonb) returns void
  language sql as $$
  update event
     set state = jsonb_strip_nulls(
           coalesce(state, '{}') || p_change || jsonb_build_object('changedSeq', p_changed))
   where conversation_id = p_conversation and seq = p_seq
$$;

-- Search looks at the message again.
create function index_again(p_conversation bigint, p_seq bigint) returns void
  language sql as $$
  insert into event_outbox (conversations, firsts, counts) values (array[p_conversation], array[p_seq], array[1])
$$;

-- Whether nothing of a message can be seen any more.
create function is_gone(p_state jsonb, p_expires_at timestamptz) returns boolean
  language sql stable
  return coalesce(p_state ? 'deleted', false) or coalesce(p_expires_at <= clock_timestamp(), false);

-- The message as somebody can act on it; null when there is none, or nothing of it can be seen any more, or not by
-- them.
create function message_for(p_conversation bigint, p_user bigint, p_seq bigint) returns event
  language plpgsql as $$
declare
  m event;
begin
  select * into m from event e
   where e.conversation_id = p_conversation and e.seq = p_seq and e.kind = 0 and not is_gone(e.state, e.expires_at)
     and not is_hidden(p_conversation, p_user, jsonb_build_object('replyTo', p_seq));
  return m;
end $$;

-- A new text in place of the old one. Only the sender's, for so long. It mentions anew.
--
-- p_mentions  what `detail` says of the new text's mentions, null for none
create function edit_message(
    p_conversation bigint, p_user bigint, p_seq bigint, p_body text, p_editable_for_s bigint,
    p_mentions text default null)
  returns action_result
  language plpgsql as $$
declare
  v_who   record;
  m       event;
  r       action_result;
begin
  v_who := begin_action(p_conversation, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  m := message_for(p_conversation, p_user, p_seq);
  if m.seq is null then
    return refused('MESSAGE_NOT_FOUND');
  elsif m.sender_id <> p_user or m.detail ? 'forwardedFrom' then
    return refused('NOT_ALLOWED');
  elsif p_body = '' and not coalesce(m.detail ? 'attachments', false) then
    return refused('TEXT_EMPTY');
  elsif m.body = p_body then
    return unchanged(p_conversation, coalesce((m.state ->> 'changedSeq')::bigint, p_seq));
  elsif m.at + make_interval(secs => p_editable_for_s) < clock_timestamp() then
    return refused('TOO_LATE');
  end if;

  r := write_event(p_conversation, 2::smallint, p_user, p_seq, p_body, p_mentions::jsonb);
  insert into message_revision (conversation_id, seq, replaced_by, body, since)
    values (p_conversation, p_seq, r.seq, m.body, coalesce((m.state ->> 'editedAt')::timestamptz, m.at));
  update event e
     set body = p_body,
         detail = nullif(coalesce(e.detail, '{}') - 'mentions' - 'mentionsAll' || coalesce(p_mentions::jsonb, '{}'),
                         '{}')
   where e.conversation_id = p_conversation and e.seq = p_seq;
  perform change_state(p_conversation, p_seq, r.seq, jsonb_build_object('editedAt', r.at));
  perform index_again(p_conversation, p_seq);
  return r;
end $$;

-- Forgets what a message said, wherever it is kept. Other parts of the schema that keep something of a message add
-- themselves here.
create function erase_message(p_conversation bigint, p_seq bigint) returns void
  language plpgsql as $$
begin
  update event set body = null, detail = null where conversation_id = p_conversation and seq = p_seq;
  update event set body = null where conversation_id = p_conversation and target = p_seq and kind = 2;
  update event set detail = detail - 'quote'
   where conversation_id = p_conversation and (detail ->> 'replyTo')::bigint = p_seq and detail ? 'quote';
  delete from message_revision where conversation_id = p_conversation and seq = p_seq;
  delete from reaction where conversation_id = p_conversation and seq = p_seq;
  delete from pin where conversation_id = p_conversation and seq = p_seq;
end $$;

-- Adds or takes back one member's reaction. The event says how many have it now.
create function react_to_message(
    p_conversation bigint, p_user bigint, p_seq bigint, p_emoji text, p_added boolean,
    p_emojis_max int, p_own_max int)
  returns action_result
  language plpgsql as $$
declare
  v_who   record;
  m       event;
  r       action_result;
  v_count int;
begin
  v_who := begin_action(p_conversation, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  m := message_for(p_conversation, p_user, p_seq);
  if m.seq is null then
    return refused('MESSAGE_NOT_FOUND');
  end if;

  if p_added then
    if (select count(*) from jsonb_array_elements(m.state -> 'reactions') x where x ->> 'emoji' <> p_emoji)
          >= p_emojis_max
       or (select count(*) from reaction x
            where x.conversation_id = p_conversation and x.seq = p_seq and x.user_id = p_user and x.emoji <> p_emoji)
          >= p_own_max then
      return refused('TOO_MANY_REACTIONS');
    end if;
    insert into reaction (conversation_id, seq, emoji, user_id, at)
      values (p_conversation, p_seq, p_emoji, p_user, clock_timestamp())
      on conflict do nothing;
  else
    delete from reaction x
     where x.conversation_id = p_conversation and x.seq = p_seq and x.emoji = p_emoji and x.user_id = p_user;
  end if;
  if not found then
    return unchanged(p_conversation, coalesce((m.state ->> 'changedSeq')::bigint, p_seq));
  end if;

  v_count := coalesce((select (x ->> 'count')::int from jsonb_array_elements(m.state -> 'reactions') x
                        where x ->> 'emoji' = p_emoji), 0) + case when p_added then 1 else -1 end;
  r := write_event(p_conversation, 4::smallint, p_user, p_seq, null,
                   jsonb_build_object('emoji', p_emoji, 'added', p_added, 'count', v_count));
  perform change_state(p_conversation, p_seq, r.seq,
                       jsonb_build_object('reactions', with_reaction(m.state -> 'reactions', p_emoji, v_count)));
  return r;
end $$;

-- The counts with one of them changed: in the order in which the emojis came; null for none.
create function with_reaction(p_reactions jsonb, p_emoji text, p_count int) returns jsonb
  language sql immutable as $$
  select jsonb_agg(jsonb_build_object('emoji', emoji, 'count', n) order by o)
    from (select x ->> 'emoji' as emoji,
                 case when x ->> 'emoji' = p_emoji then p_count else (x ->> 'count')::int end as n, o
            from jsonb_array_elements(p_reactions) with ordinality as old(x, o)
          union all
          select p_emoji, p_count, 1000000
           where not exists (
                 select 1 from jsonb_array_elements(p_reactions) x where x ->> 'emoji' = p_emoji)) every_one
   where n > 0
$$;

-- Pins a message or takes the pin away: in a group admins, in a direct conversation both.
create function pin_message(p_conversation bigint, p_user bigint, p_seq bigint, p_pinned boolean, p_pins_max int)
  returns action_result
  language plpgsql as $$
declare
  v_who record;
  m     event;
  r     action_result;
begin
  v_who := begin_action(p_conversation, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  elsif v_who.role < 1 and (select c.kind = 1 from conversation c where c.id = p_conversation) then
    return refused('NOT_ALLOWED');
  end if;
  m := message_for(p_conversation, p_user, p_seq);
  if m.seq is null then
    return refused('MESSAGE_NOT_FOUND');
  end if;
  if coalesce(m.state ? 'pinned', false) = p_pinned then
    return unchanged(p_conversation, coalesce((m.state ->> 'changedSeq')::bigint, p_seq));
  elsif p_pinned and (select count(*) from pin x where x.conversation_id = p_conversation) >= p_pins_max then
    return refused('TOO_MANY_PINS');
  end if;

  r := write_event(p_conversation, 5::smallint, p_user, p_seq, null, jsonb_build_object('pinned', p_pinned));
  if p_pinned then
    insert into pin (conversation_id, seq, pinned_by, at) values (p_conversation, p_seq, p_user, r.at);
  else
    delete from pin x where x.conversation_id = p_conversation and x.seq = p_seq;
  end if;
  perform change_state(p_conversation, p_seq, r.seq,
                       jsonb_build_object('pinned', case when p_pinned then true end));
  return r;
end $$;

-- What is wrong with the message that another answers, or with the part of it that is quoted.
create function bad_answer(p_conversation bigint, p_detail jsonb) returns text
  language sql stable
  return case when p_detail ? 'replyTo' then coalesce(
      (select case when p_detail ? 'quote' and position(p_detail ->> 'quote' in e.body) = 0 then 'QUOTE_NOT_FOUND'
                   else '' end
         from event e
        where e.conversation_id = p_conversation and e.seq = (p_detail ->> 'replyTo')::bigint and e.kind = 0
          and not is_gone(e.state, e.expires_at)),
      'MESSAGE_NOT_FOUND') end;

-- What is wrong with the root of a thread: threads have one level.
create function bad_thread(p_conversation bigint, p_detail jsonb) returns text
  language sql stable
  return case when p_detail ? 'thread' then coalesce(
      (select case when coalesce(e.detail ? 'thread', false) then 'NOT_A_ROOT' else '' end
         from event e
        where e.conversation_id = p_conversation and e.seq = (p_detail ->> 'thread')::bigint and e.kind = 0
          and not is_gone(e.state, e.expires_at)),
      'MESSAGE_NOT_FOUND') end;

-- What is wrong with what a message refers to; a poll that is over before it begins is none.
create function bad_reference(p_conversation bigint, p_detail jsonb) returns text
  language sql stable
  return case
    when p_detail is null then null
    when (p_detail -> 'poll' ->> 'closesAt')::timestamptz <= clock_timestamp() then 'POLL_CLOSED'
    else coalesce(nullif(bad_answer(p_conversation, p_detail), ''), bad_thread(p_conversation, p_detail)) end;

drop function append_batch(bigint[], int[], int[], int[], bigint[], text[], text[]);

-- The fast path, as before; now it also refuses a conversation that is restricted (ST003) and a message that refers to
-- what is not there (ST004), for append_each to say which.
--
-- p_details  null when all texts are plain
create function append_batch(
    p_conversations bigint[], p_counts int[],
    p_index int[], p_rank int[], p_senders bigint[], p_client_ids text[], p_bodies text[], p_details text[],
    out bases bigint[], out previous_xids bigint[], out member_versions int[], out timers int[],
    out at timestamptz, out xid bigint)
  language plpgsql as $$
declare
  v_stale      bigint[];
  v_restricted boolean;
begin
  select array_agg(c.last_seq order by c.id), array_agg(c.last_xid order by c.id),
         array_agg(c.member_version order by c.id), array_agg(c.disappear_after_s order by c.id),
         array_agg(c.id) filter (where c.active_on < activity_day(c.id, clock_timestamp())),
         bool_or(c.restricted)
    into bases, previous_xids, member_versions, timers, v_stale, v_restricted
    from (select id, last_seq, last_xid, member_version, active_on, restricted, disappear_after_s from conversation
           where id = any (p_conversations) order by id for no key update) c;
  if cardinality(bases) is distinct from cardinality(p_conversations) then
    raise exception 'unknown conversation' using errcode = 'ST001';
  end if;
  if v_restricted then
    raise exception 'restricted conversation' using errcode = 'ST003';
  end if;
  if cardinality(p_index) <> (
      select count(*) from unnest(p_index, p_senders) as m(i, sender)
        join conversation_member cm on cm.conversation_id = p_conversations[m.i] and cm.user_id = m.sender) then
    raise exception 'not a member' using errcode = 'ST002';
  end if;
  if p_details is not null then
    perform hold_media(p_details);
  end if;
  if p_details is not null and exists (
      select 1 from unnest(p_index, p_senders, p_details) as m(i, sender, detail)
       where bad_reference(p_conversations[m.i], m.detail::jsonb) > ''
          or is_hidden(p_conversations[m.i], m.sender, m.detail::jsonb)) then
    raise exception 'refers to nothing' using errcode = 'ST004';
  end if;

  -- After the locks, so that times agree with sequences.
  at := clock_timestamp();
  xid := pg_current_xact_id()::text::bigint;
  insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body, detail, expires_at)
    select p_conversations[m.i], bases[m.i] + m.rn, 0, m.sender, append_batch.at, append_batch.xid, m.client_id, m.body,
           m.detail::jsonb, append_batch.at + make_interval(secs => timers[m.i])
      from unnest(p_index, p_rank, p_senders, p_client_ids, p_bodies, p_details)
             as m(i, rn, sender, client_id, body, detail);
  perform publish_batch(p_conversations, bases, p_counts, member_versions, v_stale, xid, at);
end $$;

drop function append_each(bigint[], bigint[], text[], text[]);

-- The slow path, as before, with a refusal by name: the error code. A text that was edited or is gone cannot be
-- compared any more: the client id alone says that it is the same message.
create function append_each(
    p_conversations bigint[], p_senders bigint[], p_client_ids text[], p_bodies text[], p_details text[])
  returns table (refusal text, retry_ms bigint, is_new boolean, seq bigint, at timestamptz, expires_at timestamptz,
                 xid bigint, previous_xid bigint, member_version int)
  language plpgsql as $$
#variable_conflict use_column
declare
  v_at       timestamptz;
  v_xid      bigint;
  v_refusals text[];
  v_retries  bigint[];
  v_new      boolean[];
  v_seqs     bigint[];
  v_ats      timestamptz[];
  v_expiries timestamptz[];
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
  perform hold_media(p_details);
  v_at := clock_timestamp();
  v_xid := pg_current_xact_id()::text::bigint;

  with item as (
    select i.ord, i.conversation_id, c.last_seq, c.last_xid, c.member_version, c.disappear_after_s, e.seq, e.at,
           e.expires_at, e.xid, may.retry_ms,
           case when c.id is null then 'CONVERSATION_NOT_FOUND'
                when e.seq is not null and e.body is not null
                     and (e.body is distinct from i.body and not coalesce(e.state ? 'editedAt', false)
                          or attached(e.detail) is distinct from attached(i.detail::jsonb)) then 'CLIENT_ID_REUSED'
                when e.seq is not null then null
                when m.user_id is null then 'NOT_A_MEMBER'
                when may.refusal is not null then may.refusal
                when is_hidden(i.conversation_id, i.sender_id, i.detail::jsonb) then 'MESSAGE_NOT_FOUND'
                else nullif(bad_reference(i.conversation_id, i.detail::jsonb), '') end as refusal
      from unnest(p_conversations, p_senders, p_client_ids, p_bodies, p_details) with ordinality
             as i(conversation_id, sender_id, client_id, body, detail, ord)
      left join conversation c on c.id = i.conversation_id
      left join conversation_member m on m.conversation_id = i.conversation_id and m.user_id = i.sender_id
      left join event e
        on e.conversation_id = i.conversation_id and e.sender_id = i.sender_id and e.client_id = i.client_id
      left join lateral (
             select * from may_post(i.conversation_id, i.sender_id, i.detail::jsonb, v_at)
              where c.restricted and m.user_id is not null and e.seq is null
             offset 0) may on true -- Offset, so that it is asked for these only: it may take note of them.
  ), told as (
    select item.*, refusal is null and seq is null as is_new from item
  ), ranked as (
    select told.*, row_number() over (partition by conversation_id, is_new order by ord) as rn from told
  )
  select array_agg(refusal order by ord), array_agg(retry_ms order by ord), array_agg(is_new order by ord),
         array_agg(case when is_new then last_seq + rn else seq end order by ord),
         array_agg(case when is_new then v_at else at end order by ord),
         array_agg(case when is_new then v_at + make_interval(secs => disappear_after_s) else expires_at end
                   order by ord),
         array_agg(case when is_new then v_xid else xid end order by ord),
         array_agg(case when is_new and rn > 1 then v_xid else last_xid end order by ord),
         array_agg(member_version order by ord)
    into v_refusals, v_retries, v_new, v_seqs, v_ats, v_expiries, v_xids, v_previous, v_versions
    from ranked;

  insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body, detail, expires_at)
    select i.conversation_id, i.seq, 0, i.sender_id, v_at, v_xid, i.client_id, i.body, i.detail::jsonb, i.expires_at
      from unnest(p_conversations, p_senders, p_client_ids, p_bodies, p_details, v_new, v_seqs, v_expiries)
             as i(conversation_id, sender_id, client_id, body, detail, is_new, seq, expires_at)
     where i.is_new;

  select array_agg(g.id order by g.id), array_agg(g.base order by g.id), array_agg(g.n order by g.id),
         array_agg(c.member_version order by g.id),
         array_agg(g.id) filter (where c.active_on < activity_day(c.id, v_at))
    into v_changed, v_bases, v_counts, v_changed_versions, v_stale
    from (select i.id, min(i.seq) - 1 as base, count(*)::int as n
            from unnest(p_conversations, v_new, v_seqs) as i(id, is_new, seq)
           where i.is_new group by i.id) g
    join conversation c on c.id = g.id;
  if v_changed is not null then
    perform publish_batch(v_changed, v_bases, v_counts, v_changed_versions, v_stale, v_xid, v_at);
  end if;

  return query
    select * from unnest(v_refusals, v_retries, v_new, v_seqs, v_ats, v_expiries, v_xids, v_previous, v_versions);
end $$;

