-- Who is mentioned, what belongs to a thread, who voted for what. All of it is said in messages, so it follows them: a
-- trigger keeps these tables with `event.detail`, whoever writes a message, edits or erases it. A plain text has no
-- detail and pays nothing.

-- Names as clients see them are a letter and a number in base 36.
create function id_number(p_id text) returns bigint
  language plpgsql immutable strict parallel safe as $$
declare
  v_number bigint := 0;
begin
  for i in 2..length(p_id) loop
    v_number := v_number * 36 + (strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(p_id, i, 1)) - 1);
  end loop;
  return v_number;
end $$;

create table mention (
  conversation_id bigint not null,
  user_id         bigint not null,   -- who is mentioned, by somebody else; 0 for everybody
  seq             bigint not null,   -- the message
  thread          bigint,            -- the thread that it is in: it is read there
  primary key (conversation_id, user_id, seq)
);
create index mention_by_message on mention (conversation_id, seq);

-- Everybody is one row, however many they are.
create function write_mentions(p_message event) returns void
  language sql as $$
  insert into mention (conversation_id, user_id, seq, thread)
    select p_message.conversation_id, who, p_message.seq, (p_message.detail ->> 'thread')::bigint
      from (select id_number(x) as who from jsonb_array_elements_text(p_message.detail -> 'mentions') x
            union all
            select 0 where p_message.detail ? 'mentionsAll') mentioned
     where who <> p_message.sender_id
  on conflict do nothing
$$;

-- The replies to a message, which is their root.
create table thread (
  conversation_id bigint      not null,
  root            bigint      not null,
  replies         int         not null,   -- without those that were deleted
  last_seq        bigint      not null,   -- the last reply, also when it was deleted
  last_at         timestamptz not null,
  primary key (conversation_id, root)
);

-- How far somebody has read a thread, and whether they want to know of it.
create table thread_member (
  conversation_id bigint  not null,
  root            bigint  not null,
  user_id         bigint  not null,
  following       boolean not null,
  read_seq        bigint  not null,
  primary key (conversation_id, root, user_id)
);
create index thread_member_by_user on thread_member (user_id, conversation_id) where following;

create index event_by_thread on event (conversation_id, ((detail ->> 'thread')::bigint), seq) where detail ? 'thread';

-- A reply changes its root, and whoever has to do with it follows the thread from now on: the root's sender, who
-- replies, who is mentioned. Who has stopped following comes back only by replying.
create function write_reply(p_reply event) returns void
  language plpgsql as $$
declare
  v_root bigint := (p_reply.detail ->> 'thread')::bigint;
  t      thread;
begin
  insert into thread as old (conversation_id, root, replies, last_seq, last_at)
    values (p_reply.conversation_id, v_root, 1, p_reply.seq, p_reply.at)
    on conflict (conversation_id, root) do update
      set replies = old.replies + 1, last_seq = excluded.last_seq, last_at = excluded.last_at
    returning * into t;
  perform change_state(t.conversation_id, t.root, p_reply.seq, replies_state(t));

  insert into thread_member (conversation_id, root, user_id, following, read_seq)
    select t.conversation_id, t.root, who, true, p_reply.seq - 1
      from (select e.sender_id as who from event e where e.conversation_id = t.conversation_id and e.seq = t.root
            union
            select p_reply.sender_id
            union
            select id_number(x) from jsonb_array_elements_text(p_reply.detail -> 'mentions') x) involved
  on conflict do nothing;
  update thread_member
     set following = true, read_seq = greatest(read_seq, p_reply.seq)
   where conversation_id = t.conversation_id and root = t.root and user_id = p_reply.sender_id;
end $$;

-- What a root says of its replies.
create function replies_state(t thread) returns jsonb
  language sql stable
  return jsonb_build_object('replies', case when t.replies > 0 then
           jsonb_build_object('count', t.replies, 'lastSeq', t.last_seq, 'lastAt', t.last_at) end);

-- One row for everybody who has a vote in a poll at this moment.
create table poll_vote (
  conversation_id bigint      not null,
  seq             bigint      not null,   -- the message with the poll
  user_id         bigint      not null,
  options         int[]       not null,   -- from 0, ascending, at least one
  at              timestamptz not null,
  primary key (conversation_id, seq, user_id)
);

create function message_came() returns trigger
  language plpgsql as $$
begin
  perform write_mentions(new);
  if new.detail ? 'thread' then
    perform write_reply(new);
  end if;
  return null;
end $$;

-- It was edited, or it is gone, and with it everything that kept something of it.
create function message_changed() returns trigger
  language plpgsql as $$
begin
  if (old.detail -> 'mentions', old.detail -> 'mentionsAll')
       is distinct from (new.detail -> 'mentions', new.detail -> 'mentionsAll') then
    delete from mention where conversation_id = old.conversation_id and seq = old.seq;
    perform write_mentions(new);
  end if;
  if new.body is null then
    update event set detail = null
     where conversation_id = old.conversation_id and target = old.seq and kind = 2 and detail is not null;
    delete from poll_vote where conversation_id = old.conversation_id and seq = old.seq;
  end if;
  return null;
end $$;

create trigger message_came after insert on event
  for each row when (new.detail is not null and new.kind = 0)
  execute function message_came();

create trigger message_changed after update of body, detail on event
  for each row when (old.kind = 0 and (old.detail is distinct from new.detail
                                       or (old.body is not null and new.body is null)))
  execute function message_changed();

-- Takes a message away from everyone. By its sender, or by an admin of the group.
create function delete_message(p_conversation bigint, p_user bigint, p_seq bigint)
  returns action_result
  language plpgsql as $$
declare
  v_who record;
  m     event;
begin
  v_who := begin_action(p_conversation, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  select * into m from event e where e.conversation_id = p_conversation and e.seq = p_seq and e.kind = 0;
  if not found then
    return refused('MESSAGE_NOT_FOUND');
  elsif m.sender_id <> p_user and v_who.role < 1 then
    return refused('NOT_ALLOWED');
  end if;
  return take_away(m, p_user, case when m.sender_id = p_user then 'sender' else 'moderator' end);
end $$;

-- Takes a message away with all that was made of it. The event of a reply's deletion says what is left under its root:
-- who was away sees nothing of the reply any more, so less one would not be enough. The caller holds the
-- conversation's row.
create function take_away(m event, p_user bigint, p_by text) returns action_result
  language plpgsql as $$
declare
  r        action_result;
  v_thread thread;
begin
  if m.state ? 'deleted' then
    return unchanged(m.conversation_id, (m.state ->> 'changedSeq')::bigint);
  end if;
  if m.detail ? 'thread' then
    update thread t set replies = t.replies - 1
     where t.conversation_id = m.conversation_id and t.root = (m.detail ->> 'thread')::bigint
    returning * into v_thread;
  end if;
  r := write_event(m.conversation_id, 3::smallint, p_user, m.seq, null,
                   jsonb_strip_nulls(jsonb_build_object(
                     'by', p_by, 'root', v_thread.root) || replies_state(v_thread)));
  perform erase_message(m.conversation_id, m.seq);
  update event e
     set state = jsonb_build_object('changedSeq', r.seq, 'deleted', r.detail -> 'by')
   where e.conversation_id = m.conversation_id and e.seq = m.seq;
  -- A root that is gone itself says nothing of its replies.
  perform change_state(e.conversation_id, e.seq, r.seq, replies_state(v_thread))
     from event e
    where e.conversation_id = m.conversation_id and e.seq = v_thread.root and not is_gone(e.state, e.expires_at);
  perform index_again(m.conversation_id, m.seq);
  return r;
end $$;

-- Puts one member's vote in place of the one before; no options take it back. The event says who it was unless the
-- poll is anonymous: then it is told as the poll's sender's, with nothing but the counts.
--
-- p_options  from 0, ascending, each once
create function vote_in_poll(p_conversation bigint, p_user bigint, p_seq bigint, p_options int[])
  returns action_result
  language plpgsql as $$
declare
  v_who       record;
  m           event;
  r           action_result;
  v_poll      jsonb;
  v_anonymous boolean;
  v_before    int[];
  v_votes     int[];
  v_voters    int;
begin
  v_who := begin_action(p_conversation, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  m := message_for(p_conversation, p_user, p_seq);
  if m.seq is null then
    return refused('MESSAGE_NOT_FOUND');
  end if;
  v_poll := m.detail -> 'poll';
  if v_poll is null then
    return refused('NOT_A_POLL');
  elsif is_poll_closed(m) then
    return refused('POLL_CLOSED');
  elsif exists (select 1 from unnest(p_options) o where o < 0 or o >= jsonb_array_length(v_poll -> 'options'))
     or cardinality(p_options) > 1 and not coalesce((v_poll ->> 'multiple')::boolean, false) then
    return refused('BAD_VOTE');
  end if;
  v_before := coalesce(
    (select v.options from poll_vote v
      where v.conversation_id = p_conversation and v.seq = p_seq and v.user_id = p_user), '{}');
  if v_before = p_options then
    return unchanged(p_conversation, coalesce((m.state ->> 'changedSeq')::bigint, p_seq));
  end if;

  select array_agg(coalesce((m.state -> 'votes' ->> i)::int, 0) + (i = any (p_options))::int - (i = any (v_before))::int
                   order by i)
    into v_votes
    from generate_series(0, jsonb_array_length(v_poll -> 'options') - 1) i;
  v_voters := coalesce((m.state ->> 'voters')::int, 0) + (p_options <> '{}')::int - (v_before <> '{}')::int;
  v_anonymous := coalesce((v_poll ->> 'anonymous')::boolean, false);
  r := write_event(p_conversation, 60::smallint, case when v_anonymous then m.sender_id else p_user end, p_seq, null,
                   jsonb_strip_nulls(jsonb_build_object(
                     'options', case when not v_anonymous then p_options end,
                     'votes', v_votes, 'voters', v_voters)));
  delete from poll_vote v where v.conversation_id = p_conversation and v.seq = p_seq and v.user_id = p_user;
  if p_options <> '{}' then
    insert into poll_vote (conversation_id, seq, user_id, options, at)
      values (p_conversation, p_seq, p_user, p_options, r.at);
  end if;
  perform change_state(p_conversation, p_seq, r.seq, jsonb_build_object('votes', v_votes, 'voters', v_voters));
  return r;
end $$;

create function is_poll_closed(m event) returns boolean
  language sql stable
  return coalesce(m.state ? 'pollClosed', false)
      or coalesce((m.detail -> 'poll' ->> 'closesAt')::timestamptz <= clock_timestamp(), false);

-- Ends a poll: by whoever sent it, or by an admin of the group.
create function close_poll(p_conversation bigint, p_user bigint, p_seq bigint)
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
  end if;
  m := message_for(p_conversation, p_user, p_seq);
  if m.seq is null then
    return refused('MESSAGE_NOT_FOUND');
  elsif not coalesce(m.detail ? 'poll', false) then
    return refused('NOT_A_POLL');
  elsif m.sender_id <> p_user and v_who.role < 1 then
    return refused('NOT_ALLOWED');
  elsif is_poll_closed(m) then
    return unchanged(p_conversation, coalesce((m.state ->> 'changedSeq')::bigint, p_seq));
  end if;

  r := write_event(p_conversation, 61::smallint, p_user, p_seq, null, null);
  perform change_state(p_conversation, p_seq, r.seq, jsonb_build_object('pollClosed', true));
  return r;
end $$;
