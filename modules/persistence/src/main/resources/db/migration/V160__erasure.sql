-- Forgetting conversations. What is deleted is out of everybody's reach with one commit. What it leaves is erased after
-- that by any node, a part at a time; who deleted it holds a receipt for that.

alter table conversation
  add column deleted_at timestamptz;                   -- nobody is in it any more, or gets in

-- What somebody has deleted.
create table erasure (
  id              text        collate "C" primary key, -- not to be guessed: whoever has it may look how far it is
  asked_by        bigint      not null,
  conversation_id bigint      not null,
  started_at      timestamptz not null default clock_timestamp(),
  finished_at     timestamptz
);
create index erasure_by_asker on erasure (asked_by, conversation_id, started_at);
create index erasure_by_end on erasure (finished_at) where finished_at is not null;

-- What there is to be erased for it, and how far that is. A place is a sequence or a person, as the step goes.
create table erasure_part (
  erasure_id      text        collate "C" not null references erasure on delete cascade,
  conversation_id bigint      not null,
  sender_id       bigint,                              -- whose messages; null for all that there is
  until_seq       bigint      not null,
  version         bigint      not null,                -- above whatever the search index knows of its messages
  step            smallint    not null default 0,      -- 0 what was said, 1 what people keep of it, 2 waiting for the
                                                       -- index, 3 the log, 4 done
  place           bigint      not null default 0,
  outbox_id       bigint      not null default 0,      -- the last that the index was told of it
  due_at          timestamptz not null default clock_timestamp(),
  primary key (erasure_id, conversation_id)
);
create index erasure_part_due on erasure_part (due_at) where step < 4;
create index erasure_part_by_sender on erasure_part (conversation_id, sender_id)
  where sender_id is not null and step < 4;

-- Deletes a conversation: a group for everybody, by its owner; a direct one for who asks, whose history ends here; of
-- one's own all notes. Doing it again finds it done. Answers with the event by which devices learn of it.
--
-- p_own      the asker's own conversation
-- p_erasure  the name of the receipt, unless there is one already
create function delete_conversation(p_conversation bigint, p_user bigint, p_own bigint, p_erasure text)
  returns action_result
  language plpgsql as $$
declare
  v_who record;
  c     conversation;
begin
  -- In this order, as everybody locks more than one.
  perform 1 from conversation x where x.id in (p_conversation, p_own) order by x.id for no key update;
  v_who := begin_action(p_conversation, p_user);
  select * into c from conversation x where x.id = p_conversation;
  if c.deleted_at is not null
     and exists (select from erasure e where e.asked_by = p_user and e.conversation_id = p_conversation) then
    return unchanged(p_conversation, c.last_seq);
  elsif v_who.refusal is not null then
    return refused(v_who.refusal);
  elsif c.kind = 1 and v_who.role < 2 then
    return refused('NOT_ALLOWED');
  end if;
  insert into erasure (id, asked_by, conversation_id) values (p_erasure, p_user, p_conversation);
  return case c.kind
    when 1 then delete_group(c, p_user, p_erasure)
    when 0 then clear_direct(c, p_user, p_own, p_erasure)
    else clear_own(c, p_user, p_erasure) end;
end $$;

-- Everybody who is or was in it learns of its end by its last event, the only one that they may see: also those whose
-- devices come back after days. The answer names the members, whom the event itself does not.
create function delete_group(c conversation, p_user bigint, p_erasure text) returns action_result
  language plpgsql as $$
declare
  r         action_result;
  v_day     int;
  v_members bigint[];
begin
  r := write_member_event(c.id, 27, p_user, null);
  select x.active_on into v_day from conversation x where x.id = c.id;
  update former_member f
     set visible_from_seq = r.seq, until_seq = r.seq, xid = r.xid, active_on = v_day
   where f.conversation_id = c.id;
  with gone as (
    delete from conversation_member m where m.conversation_id = c.id returning m.user_id
  )
  select array_agg(g.user_id order by g.user_id) into v_members from gone g;
  insert into former_member (conversation_id, user_id, visible_from_seq, until_seq, xid, active_on)
    select c.id, u, r.seq, r.seq, r.xid, v_day from unnest(v_members) as u;
  delete from join_link l where l.conversation_id = c.id;
  delete from join_request q where q.conversation_id = c.id;
  delete from incoming_hook h where h.conversation_id = c.id;
  perform exchange_media(c.picture, null);
  update conversation x set title = null, description = null, picture = null, deleted_at = r.at where x.id = c.id;
  insert into erasure_part (erasure_id, conversation_id, until_seq, version)
    values (p_erasure, c.id, r.seq - 1, r.seq);
  r.detail := jsonb_build_object('users', v_members);
  return r;
end $$;

-- The other one keeps what they see; what neither sees any more is erased.
create function clear_direct(c conversation, p_user bigint, p_own bigint, p_erasure text) returns action_result
  language plpgsql as $$
declare
  v_until bigint;
begin
  update conversation_member m
     set visible_from_seq = c.last_seq + 1, read_seq = greatest(m.read_seq, c.last_seq),
         delivered_seq = greatest(m.delivered_seq, c.last_seq)
   where m.conversation_id = c.id and m.user_id = p_user;
  delete from bookmark b where b.user_id = p_user and b.conversation_id = c.id;
  delete from hidden_message h where h.user_id = p_user and h.conversation_id = c.id;
  delete from thread_member t where t.conversation_id = c.id and t.user_id = p_user;
  update conversation_setting s set marked_unread = false where s.user_id = p_user and s.conversation_id = c.id;
  perform forget_drafts(c.id, array[p_user]);

  select min(m.visible_from_seq) - 1 into v_until from conversation_member m where m.conversation_id = c.id;
  if v_until > 0 then
    insert into erasure_part (erasure_id, conversation_id, until_seq, version)
      values (p_erasure, c.id, v_until, c.last_seq + 1);
  else
    update erasure e set finished_at = e.started_at where e.id = p_erasure;
  end if;
  return write_event(p_own, 46::smallint, p_user, null, null,
                     jsonb_build_object('about', c.id, 'aboutSeq', c.last_seq));
end $$;

-- Its other events stay, by which devices learn how conversations are kept.
create function clear_own(c conversation, p_user bigint, p_erasure text) returns action_result
  language plpgsql as $$
declare
  r action_result;
begin
  r := write_event(c.id, 46::smallint, p_user, null, null, jsonb_build_object('about', c.id, 'aboutSeq', c.last_seq));
  insert into erasure_part (erasure_id, conversation_id, sender_id, until_seq, version)
    values (p_erasure, c.id, p_user, c.last_seq, r.seq);
  return r;
end $$;

-- What these people have begun to write in a conversation.
create function forget_drafts(p_conversation bigint, p_users bigint[]) returns void
  language sql as $$
  with gone as (
    delete from draft d where d.user_id = any (p_users) and d.conversation_id = p_conversation returning *
  )
  update event e set body = null
    from gone
    join direct_conversation own on own.lower_user = gone.user_id and own.higher_user = gone.user_id
   where e.conversation_id = own.conversation_id and e.seq = gone.told
$$;

-- Takes one step of one part that is due, of at most this many messages, events or people, in a transaction that can be
-- broken off at any moment; nobody waits for anybody. Whether there was one. What search has to forget is in the outbox
-- then.
create function erase_next(p_limit int) returns boolean
  language plpgsql as $$
declare
  p erasure_part;
begin
  select * into p from erasure_part x
   where x.step < 4 and x.due_at <= clock_timestamp()
   order by x.due_at limit 1
     for update skip locked;
  if not found then
    return false;
  end if;
  p := case p.step
    when 0 then erase_said(p, p_limit)
    when 1 then erase_kept(p, p_limit)
    when 2 then await_index(p)
    else erase_log(p, p_limit) end;
  update erasure_part x
     set step = p.step, place = p.place, outbox_id = p.outbox_id, due_at = greatest(p.due_at, clock_timestamp())
   where x.erasure_id = p.erasure_id and x.conversation_id = p.conversation_id;
  if p.step = 4 then
    update erasure e set finished_at = clock_timestamp()
     where e.id = p.erasure_id
       and not exists (select from erasure_part x where x.erasure_id = p.erasure_id and x.step < 4);
  end if;
  return true;
end $$;

create function with_step(p erasure_part, p_step int) returns erasure_part
  language plpgsql immutable as $$
begin
  p.step := p_step;
  p.place := 0;
  return p;
end $$;

-- Messages, with all that was made of them.
create function erase_said(p erasure_part, p_limit int) returns erasure_part
  language plpgsql as $$
declare
  v_seqs bigint[];
begin
  perform 1 from conversation c where c.id = p.conversation_id for no key update;
  v_seqs := array(
    select e.seq from event e
     where e.conversation_id = p.conversation_id and e.seq > p.place and e.seq <= p.until_seq
       and (p.sender_id is null or e.kind = 0 and e.sender_id = p.sender_id)
     order by e.seq limit p_limit);
  if v_seqs = '{}' then
    return with_step(p, case when p.sender_id is null then 1 else 2 end);
  end if;
  perform erase_messages(p.conversation_id, v_seqs, p.version);
  if p.sender_id is null then
    delete from thread t where t.conversation_id = p.conversation_id and t.root = any (v_seqs);
    delete from thread_member t where t.conversation_id = p.conversation_id and t.root = any (v_seqs);
  end if;
  p.place := v_seqs[cardinality(v_seqs)];
  insert into event_outbox (conversations, firsts, counts)
    values (array[p.conversation_id], v_seqs[1:1], array[(p.place - v_seqs[1] + 1)::int])
    returning id into p.outbox_id;
  return p;
end $$;

-- What erase_message() does, for many at once, and without a word to anybody.
create function erase_messages(p_conversation bigint, p_seqs bigint[], p_version bigint) returns void
  language plpgsql as $$
begin
  -- All of their files at once, in the order in which writers hold them.
  perform hold_media(array(
    select e.detail::text from event e
     where e.conversation_id = p_conversation and e.seq = any (p_seqs) and e.detail ? 'attachments'));
  update event e
     set body = null, detail = null, expires_at = null,
         state = jsonb_build_object('deleted', 'sender', 'changedSeq', p_version)
   where e.conversation_id = p_conversation and e.seq = any (p_seqs) and e.kind = 0;
  update event e set body = null, detail = null
   where e.conversation_id = p_conversation and e.target = any (p_seqs) and e.kind = 2;
  update event e set detail = e.detail - 'quote'
   where e.conversation_id = p_conversation and (e.detail ->> 'replyTo')::bigint = any (p_seqs) and e.detail ? 'quote';
  delete from message_revision x where x.conversation_id = p_conversation and x.seq = any (p_seqs);
  delete from reaction x where x.conversation_id = p_conversation and x.seq = any (p_seqs);
  delete from pin x where x.conversation_id = p_conversation and x.seq = any (p_seqs);
  delete from poll_vote x where x.conversation_id = p_conversation and x.seq = any (p_seqs);
  delete from mention x where x.conversation_id = p_conversation and x.seq = any (p_seqs);
  delete from search_dead_letter x where x.conversation_id = p_conversation and x.seq = any (p_seqs);
end $$;

-- What those who are or were in it keep of it. A direct conversation goes on: how one keeps that stays.
create function erase_kept(p erasure_part, p_limit int) returns erasure_part
  language plpgsql as $$
declare
  v_users bigint[];
begin
  v_users := array(
    (select m.user_id from conversation_member m
      where m.conversation_id = p.conversation_id and m.user_id > p.place order by m.user_id limit p_limit)
     union
    (select f.user_id from former_member f
      where f.conversation_id = p.conversation_id and f.user_id > p.place order by f.user_id limit p_limit)
     order by 1 limit p_limit);
  if v_users = '{}' then
    return with_step(p, 2);
  end if;
  delete from bookmark b
   where b.user_id = any (v_users) and b.conversation_id = p.conversation_id and b.seq <= p.until_seq;
  delete from hidden_message h
   where h.user_id = any (v_users) and h.conversation_id = p.conversation_id and h.seq <= p.until_seq;
  if (select c.deleted_at is not null from conversation c where c.id = p.conversation_id) then
    perform forget_drafts(p.conversation_id, v_users);
    delete from scheduled_message s where s.user_id = any (v_users) and s.conversation_id = p.conversation_id;
    delete from conversation_setting s where s.user_id = any (v_users) and s.conversation_id = p.conversation_id;
  end if;
  p.place := v_users[cardinality(v_users)];
  return p;
end $$;

-- Messages stay, empty, until the index was told that they are gone: it is told by reading them.
create function await_index(p erasure_part) returns erasure_part
  language plpgsql as $$
begin
  if exists (select from event_outbox o where o.id <= p.outbox_id) then
    p.due_at := clock_timestamp() + interval '200 milliseconds';
    return p;
  end if;
  return with_step(p, case when p.sender_id is null then 3 else 4 end);
end $$;

-- Who said, did and came when.
create function erase_log(p erasure_part, p_limit int) returns erasure_part
  language plpgsql as $$
begin
  delete from event e
   where e.conversation_id = p.conversation_id
     and e.seq in (select x.seq from event x
                    where x.conversation_id = p.conversation_id and x.seq <= p.until_seq order by x.seq limit p_limit);
  if found then
    return p;
  end if;
  if (select c.deleted_at is not null from conversation c where c.id = p.conversation_id) then
    delete from ban b where b.conversation_id = p.conversation_id;
    delete from last_post l where l.conversation_id = p.conversation_id;
  end if;
  return with_step(p, 4);
end $$;
