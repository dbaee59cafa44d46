-- Forgetting conversations and accounts. What is deleted is out of everybody's reach with one commit. What it leaves is
-- erased after that by any node, a part at a time; who deleted it holds a receipt for that.

alter table conversation
  add column deleted_at timestamptz;                   -- nobody is in it any more, or gets in

-- What somebody has deleted.
create table erasure (
  id              text        collate "C" primary key, -- not to be guessed: whoever has it may look how far it is
  asked_by        bigint      not null,
  conversation_id bigint,                              -- null for an account
  accounts        bigint[]    not null default '{}',   -- a person and their bots; none for a conversation
  started_at      timestamptz not null default clock_timestamp(),
  finished_at     timestamptz
);
create index erasure_by_asker on erasure (asked_by, conversation_id, started_at);
create index erasure_by_end on erasure (finished_at) where finished_at is not null;

-- What there is to be erased for it, and how far that is. A place is a sequence or a person, as the step goes.
create table erasure_part (
  erasure_id      text        collate "C" not null references erasure on delete cascade,
  conversation_id bigint      not null,
  sender_id       bigint      not null default 0,      -- whose messages; 0 for all that there is
  told            boolean     not null default false,  -- it has steps of its own before, see told_items()
  until_seq       bigint      not null,
  version         bigint      not null,                -- above whatever the search index knows of its messages
  step            smallint    not null default 0,      -- 0 what was said, 1 what people keep of it, 2 waiting for the
                                                       -- index, 3 the log, 4 done
  place           bigint      not null default 0,
  outbox_id       bigint      not null default 0,      -- the last that the index was told of it
  due_at          timestamptz not null default clock_timestamp(),
  primary key (erasure_id, conversation_id, sender_id)
);
create index erasure_part_due on erasure_part (due_at) where step < 4;
create index erasure_part_by_sender on erasure_part (conversation_id, sender_id) where step < 4;

create function receipt_name() returns text
  language sql volatile
  return replace(gen_random_uuid()::text, '-', '');

-- Deletes a conversation: a group for everybody, by its owner; a direct one for who asks, whose history ends here; of
-- one's own all notes. Doing it again finds it done. Answers with the event by which devices learn of it.
--
-- p_own  the asker's own conversation
create function delete_conversation(p_conversation bigint, p_user bigint, p_own bigint)
  returns action_result
  language plpgsql as $$
declare
  v_who     record;
  c         conversation;
  v_erasure text := receipt_name();
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
  insert into erasure (id, asked_by, conversation_id) values (v_erasure, p_user, p_conversation);
  return case c.kind
    when 1 then delete_group(c, p_user, v_erasure)
    when 0 then clear_direct(c, p_user, p_own, v_erasure)
    else clear_own(c, p_user, v_erasure) end;
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
   where x.step < 4 and not x.told and x.due_at <= clock_timestamp()
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
   where x.erasure_id = p.erasure_id and x.conversation_id = p.conversation_id and x.sender_id = p.sender_id;
  if p.step = 4 then
    perform finish_erasure(p.erasure_id);
  end if;
  return true;
end $$;

-- When its last part is done. Those whose accounts are gone were seen leaving since.
create function finish_erasure(p_erasure text) returns void
  language plpgsql as $$
begin
  perform 1 from erasure e where e.id = p_erasure for update;
  if exists (select from erasure_part p where p.erasure_id = p_erasure and p.step < 4) then
    return;
  end if;
  delete from last_seen l where l.user_id in (select unnest(e.accounts) from erasure e where e.id = p_erasure);
  update erasure e set finished_at = clock_timestamp() where e.id = p_erasure;
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
       and (p.sender_id = 0 or e.kind = 0 and e.sender_id = p.sender_id)
     order by e.seq limit p_limit);
  if v_seqs = '{}' then
    return with_step(p, case when p.sender_id = 0 then 1 else 2 end);
  end if;
  perform erase_messages(p.conversation_id, v_seqs, p.version);
  if p.sender_id = 0 then
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
  return with_step(p, case when p.sender_id = 0 then 3 else 4 end);
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

-- Forgetting accounts.

-- Who has had one. The id stays known, so that what others have still says whose it was; the name is free again.
create table deleted_account (
  id bigint      primary key,
  at timestamptz not null default clock_timestamp()
);

create index join_request_by_user on join_request (user_id);

-- Deletes a person's account and their bots': nobody signs in, finds them, or sees what was theirs alone any more.
-- Parts say what is left to be done in each conversation they ever were in. No receipt when there is no such person;
-- else also the sessions that ended by it.
create function delete_account(
    p_user bigint, p_now timestamptz, out receipt text, out started_at timestamptz, out sessions bigint[])
  language plpgsql as $$
declare
  v_accounts bigint[];
begin
  with gone as (
    delete from account a
     where exists (select from account p where p.id = p_user and p.owner_id is null)
       and (a.id = p_user or a.owner_id = p_user)
    returning a.id
  )
  select array_agg(g.id order by g.id = p_user desc, g.id) into v_accounts from gone g;
  if v_accounts is null then
    return;
  end if;
  receipt := receipt_name();
  insert into deleted_account (id) select a from unnest(v_accounts) a;
  insert into erasure as e (id, asked_by, accounts) values (receipt, p_user, v_accounts)
    returning e.started_at into delete_account.started_at;

  -- Who signs in at this moment is found by the suspension, as everybody who is suspended is.
  insert into suspension as s (user_id, until) select a, '9999-12-31' from unnest(v_accounts) a
    on conflict (user_id) do update set until = excluded.until;
  with ended as (
    update session s
       set revoked_at = p_now, revoked_xid = pg_current_xact_id()::text::bigint, token_hash = null
     where s.account_id = any (v_accounts) and s.revoked_at is null
    returning s.id
  )
  select coalesce(array_agg(e.id), '{}') into sessions from ended e;
  update session s set device = null where s.account_id = any (v_accounts);
  delete from socket_ticket t where t.account_id = any (v_accounts);

  perform forget_person(v_accounts);
  perform forget_stories(v_accounts, p_now);
  perform begin_erasing_account(receipt, v_accounts, p_now);
end $$;

-- What is kept for people alone, and where others name them in a list of theirs. Who has blocked them keeps that.
create function forget_person(p_accounts bigint[]) returns void
  language sql as $$
  delete from contact where owner_id = any (p_accounts) or contact_id = any (p_accounts);
  delete from block where owner_id = any (p_accounts);
  delete from audience_list where owner_id = any (p_accounts);
  delete from audience_list_member where owner_id = any (p_accounts) or user_id = any (p_accounts);
  delete from story_mute where owner_id = any (p_accounts);
  delete from privacy_setting where user_id = any (p_accounts);
  delete from last_seen where user_id = any (p_accounts);
  delete from moderator where user_id = any (p_accounts);
  delete from join_request where user_id = any (p_accounts);
  update message_request set declined = true where sender_id = any (p_accounts);
  delete from bookmark where user_id = any (p_accounts);
  delete from hidden_message where user_id = any (p_accounts);
  delete from conversation_setting where user_id = any (p_accounts);
  delete from draft where user_id = any (p_accounts);
  delete from scheduled_message where user_id = any (p_accounts);
  delete from saved_search where user_id = any (p_accounts);
  delete from push_subscription where user_id = any (p_accounts);
  delete from push_notice where user_id = any (p_accounts);
  delete from thread_member where user_id = any (p_accounts) and following;
  delete from incoming_hook where bot_id = any (p_accounts);
  delete from event_hook_place where hook_id in (select id from event_hook where bot_id = any (p_accounts));
  delete from event_hook where bot_id = any (p_accounts);
  -- Files that nobody refers to need not wait for that.
  update media set idle_since = timestamptz 'epoch' where owner_id = any (p_accounts) and uses = 0 and state < 2;
$$;

-- Their stories as they would delete them, those that are kept, and what they did with those of others.
create function forget_stories(p_accounts bigint[], p_now timestamptz) returns void
  language sql as $$
  update story
     set deleted_at = p_now, text = null, content = null, caption = null, mentions = null
   where author_id = any (p_accounts) and deleted_at is null;
  delete from story_archive where author_id = any (p_accounts);
  delete from highlight where owner_id = any (p_accounts);
  delete from story_setting where user_id = any (p_accounts);
  delete from story_view where viewer_id = any (p_accounts);
  delete from story_answer where viewer_id = any (p_accounts);
  delete from story_seen where viewer_id = any (p_accounts);
$$;

-- Their own conversations go whole; elsewhere what they said is deleted message by message, so that everybody hears it.
create function begin_erasing_account(p_erasure text, p_accounts bigint[], p_now timestamptz) returns void
  language plpgsql as $$
declare
  v_own bigint[] := array(
    select d.conversation_id from direct_conversation d
     where d.lower_user = any (p_accounts) and d.higher_user = d.lower_user);
begin
  perform 1 from conversation c where c.id = any (v_own) order by c.id for no key update;
  delete from conversation_member m where m.conversation_id = any (v_own);
  delete from direct_conversation d where d.lower_user = any (p_accounts) and d.higher_user = d.lower_user;
  update conversation c set deleted_at = p_now where c.id = any (v_own);
  insert into erasure_part (erasure_id, conversation_id, until_seq, version)
    select p_erasure, c.id, c.last_seq, c.last_seq + 1 from conversation c where c.id = any (v_own);
  insert into erasure_part (erasure_id, conversation_id, sender_id, until_seq, version, told)
    select p_erasure, x.conversation_id, x.user_id, 9000000000000000, 0, true
      from (select m.conversation_id, m.user_id from conversation_member m where m.user_id = any (p_accounts)
             union
            select f.conversation_id, f.user_id from former_member f where f.user_id = any (p_accounts)) x
      join conversation c on c.id = x.conversation_id and c.deleted_at is null;
  update erasure e set finished_at = e.started_at
   where e.id = p_erasure and not exists (select from erasure_part p where p.erasure_id = p_erasure);
end $$;

-- Takes a part of what is told that is due, for one node, until its time is over.
create function claim_told_part(p_lease_s int) returns setof erasure_part
  language sql as $$
  update erasure_part p
     set due_at = clock_timestamp() + make_interval(secs => p_lease_s)
   where (p.erasure_id, p.conversation_id, p.sender_id) in (
         select x.erasure_id, x.conversation_id, x.sender_id from erasure_part x
          where x.told and x.step < 4 and x.due_at <= clock_timestamp()
          order by x.due_at limit 1
            for update skip locked)
  returning p.*
$$;

-- The next things of a person to be taken back in a conversation, in the steps of a part that is told: 0 that they are
-- in it, 1 messages, 2 reactions, 3 votes.
create function told_items(p_conversation bigint, p_user bigint, p_step int, p_limit int)
  returns table (seq bigint, emoji text)
  language plpgsql stable as $$
begin
  if exists (select from conversation c where c.id = p_conversation and c.deleted_at is not null) then
    return; -- It goes whole.
  elsif p_step = 0 then
    return query select 0::bigint, null::text;
  elsif p_step = 1 then
    return query
      select e.seq, null::text from event e
       where e.conversation_id = p_conversation and e.sender_id = p_user and e.kind = 0
         and not coalesce(e.state ? 'deleted', false)
       limit p_limit;
  elsif p_step = 2 then
    return query
      select r.seq, r.emoji from reaction r
       where r.conversation_id = p_conversation and r.user_id = p_user limit p_limit;
  else
    return query
      select v.seq, null::text from poll_vote v
       where v.conversation_id = p_conversation and v.user_id = p_user limit p_limit;
  end if;
end $$;

-- Done with what there was in this step. What comes after the last one is as in any other part.
create function advance_told_part(p_erasure text, p_conversation bigint, p_user bigint, p_has_more boolean) returns void
  language sql as $$
  update erasure_part p
     set step = case when p_has_more then p.step when p.step = 3 then 2 else p.step + 1 end,
         told = p_has_more or p.step < 3,
         outbox_id = case when p_has_more or p.step < 3 then 0
                          else (select coalesce(max(o.id), 0) from event_outbox o) end,
         due_at = clock_timestamp()
   where p.erasure_id = p_erasure and p.conversation_id = p_conversation and p.sender_id = p_user and p.told
$$;

-- Somebody whose account is gone leaves a group, which goes with them when they were the last. Nobody writes to them
-- any more where they are one of two.
create function leave_for_good(p_conversation bigint, p_user bigint, p_erasure text) returns action_result
  language plpgsql as $$
declare
  c     conversation;
  v_who record;
begin
  v_who := begin_action(p_conversation, p_user);
  select * into c from conversation x where x.id = p_conversation;
  if c.kind = 0 then
    perform restrict_direct_again(p_conversation);
  end if;
  if v_who.refusal is not null or c.kind <> 1 then
    return unchanged(p_conversation, c.last_seq);
  elsif successor(p_conversation, p_user) is null then
    return delete_group(c, p_user, p_erasure);
  end if;
  return leave_group(p_conversation, p_user);
end $$;

-- A message that somebody said, or did something with, whose account is gone; its conversation is held. Null when it
-- goes with that.
create function held_message(p_conversation bigint, p_seq bigint) returns event
  language plpgsql as $$
declare
  m event;
begin
  perform 1 from conversation c where c.id = p_conversation and c.deleted_at is null for no key update;
  if found then
    select * into m from event e where e.conversation_id = p_conversation and e.seq = p_seq and e.kind = 0;
  end if;
  return m;
end $$;

-- As by its sender, who is not there any more.
create function delete_for_good(p_conversation bigint, p_seq bigint) returns action_result
  language plpgsql as $$
declare
  m event := held_message(p_conversation, p_seq);
begin
  if m.seq is null then
    return unchanged(p_conversation, p_seq);
  end if;
  return take_away(m, m.sender_id, 'sender');
end $$;

-- Where the other one had blocked them nobody hears of it.
create function unreact_for_good(p_conversation bigint, p_user bigint, p_seq bigint, p_emoji text)
  returns action_result
  language plpgsql as $$
declare
  m       event := held_message(p_conversation, p_seq);
  r       action_result;
  v_count int;
begin
  delete from reaction x
   where x.conversation_id = p_conversation and x.seq = p_seq and x.emoji = p_emoji and x.user_id = p_user;
  if not found or m.seq is null then
    return unchanged(p_conversation, p_seq);
  end if;
  v_count := greatest(reaction_count(m.state -> 'reactions', p_emoji) - 1, 0);
  if unheard_by(p_conversation, p_user) is not null then
    r := unchanged(p_conversation, p_seq);
  else
    r := write_event(p_conversation, 4::smallint, p_user, p_seq, null,
                     jsonb_build_object('emoji', p_emoji, 'added', false, 'count', v_count));
  end if;
  perform change_state(p_conversation, p_seq, greatest((m.state ->> 'changedSeq')::bigint, r.seq),
                       jsonb_build_object('reactions', with_reaction(m.state -> 'reactions', p_emoji, v_count)));
  return r;
end $$;

-- A poll that is closed keeps its counts.
create function unvote_for_good(p_conversation bigint, p_user bigint, p_seq bigint) returns action_result
  language plpgsql as $$
declare
  m           event := held_message(p_conversation, p_seq);
  v           poll_vote;
  r           action_result;
  v_votes     int[];
  v_voters    int := (m.state ->> 'voters')::int - 1;
  v_anonymous boolean := coalesce((m.detail -> 'poll' ->> 'anonymous')::boolean, false);
begin
  delete from poll_vote x
   where x.conversation_id = p_conversation and x.seq = p_seq and x.user_id = p_user
  returning * into v;
  if v.user_id is null or m.seq is null or m.detail -> 'poll' is null or is_poll_closed(m)
     or unheard_by(p_conversation, p_user) is not null then
    return unchanged(p_conversation, p_seq);
  end if;
  select array_agg(n::int - (o - 1 = any (v.options))::int order by o) into v_votes
    from jsonb_array_elements_text(m.state -> 'votes') with ordinality as t(n, o);
  r := write_event(p_conversation, 60::smallint, case when v_anonymous then m.sender_id else p_user end, p_seq, null,
                   jsonb_strip_nulls(jsonb_build_object(
                     'options', case when not v_anonymous then '[]'::jsonb end,
                     'votes', v_votes, 'voters', v_voters)));
  perform change_state(p_conversation, p_seq, r.seq, jsonb_build_object('votes', v_votes, 'voters', v_voters));
  return r;
end $$;

-- Whether one of a conversation's members has deleted their account.
create function is_left_alone(p_conversation bigint) returns boolean
  language sql stable
  return exists (
    select from conversation_member m join deleted_account d on d.id = m.user_id
     where m.conversation_id = p_conversation);

-- As before; and where one of the two has deleted their account, nothing is written any more.
create or replace function restrict_direct_again(p_conversation bigint) returns void
  language plpgsql as $$
declare
  v_restricted boolean := is_left_alone(p_conversation) or exists (
      select from message_request q where q.conversation_id = p_conversation) or exists (
      select from conversation_member x
        join conversation_member y on y.conversation_id = x.conversation_id and y.user_id <> x.user_id
        join block b on b.owner_id = x.user_id and b.blocked_id = y.user_id
       where x.conversation_id = p_conversation);
begin
  update conversation c set restricted = v_restricted
   where c.id = p_conversation and c.kind = 0 and c.restricted <> v_restricted;
  if not found then
    return;
  elsif v_restricted then
    insert into quiet_mark
      select m.conversation_id, m.user_id, m.read_seq, m.delivered_seq
        from conversation_member m where m.conversation_id = p_conversation;
  else
    delete from quiet_mark q where q.conversation_id = p_conversation;
  end if;
end $$;

-- As before; and nobody writes to somebody whose account is gone.
create or replace function may_post_directly(p_conversation bigint, p_sender bigint, p_detail jsonb) returns text
  language plpgsql volatile as $$
declare
  q message_request;
begin
  if is_left_alone(p_conversation) then
    return 'ACCOUNT_DELETED';
  elsif exists (
      select from conversation_member m
        join block b on b.owner_id = p_sender and b.blocked_id = m.user_id
       where m.conversation_id = p_conversation) then
    return 'BLOCKED';
  elsif unheard_by(p_conversation, p_sender) is not null or bad_reference(p_conversation, p_detail) > '' then
    return null;
  end if;
  select * into q from message_request r where r.conversation_id = p_conversation;
  if not found then
    return null;
  elsif q.user_id = p_sender then
    perform end_request(p_conversation);
    return null;
  elsif q.messages_left = 0 then
    return 'REQUEST_PENDING';
  end if;
  update message_request r set messages_left = q.messages_left - 1 where r.conversation_id = p_conversation;
  return null;
end $$;
