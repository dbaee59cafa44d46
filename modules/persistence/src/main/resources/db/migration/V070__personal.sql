-- What belongs to one person. It is told to all their devices by events in their own conversation, which is of the kind
-- self (2) and which nobody else is in: gapless and resumed like any other.

-- One's own conversation, made when it is first asked for.
create function own_conversation(p_user bigint, p_id bigint, out id bigint, out is_new boolean)
  language plpgsql as $$
begin
  insert into direct_conversation as d (lower_user, higher_user, conversation_id) values (p_user, p_user, p_id)
    on conflict do nothing;
  is_new := found;
  if not is_new then
    select d.conversation_id into id from direct_conversation d where d.lower_user = p_user and d.higher_user = p_user;
    return;
  end if;
  id := p_id;
  insert into conversation (id, kind, created_by) values (p_id, 2, p_user);
  insert into conversation_member (conversation_id, user_id, role) values (p_id, p_user, 2);
end $$;

-- Why somebody gets to see nothing of a conversation; null when they are in it.
create function not_inside(p_conversation bigint, p_user bigint) returns text
  language sql stable
  return case
    when exists (select 1 from conversation_member m where m.conversation_id = p_conversation and m.user_id = p_user)
      then null
    when exists (select 1 from conversation c where c.id = p_conversation) then 'NOT_A_MEMBER'
    else 'CONVERSATION_NOT_FOUND' end;

-- Holds somebody's own conversation for what they do about another one. Why they may not, or null.
create function begin_own_action(p_own bigint, p_user bigint, p_about bigint) returns text
  language plpgsql as $$
begin
  return coalesce((begin_action(p_own, p_user)).refusal, not_inside(p_about, p_user));
end $$;

-- Messages that somebody does not want to see any more. For everybody else they are as they were.
create table hidden_message (
  user_id         bigint not null,
  conversation_id bigint not null,
  seq             bigint not null,
  told            bigint not null,    -- the event of the own conversation
  primary key (user_id, conversation_id, seq)
);

create function has_hidden(p_user bigint, p_conversation bigint, p_seq bigint) returns boolean
  language sql stable
  return exists (
    select 1 from hidden_message h where h.user_id = p_user and h.conversation_id = p_conversation and h.seq = p_seq);

create function hide_message(p_own bigint, p_user bigint, p_about bigint, p_seq bigint) returns action_result
  language plpgsql as $$
declare
  v_refusal text := begin_own_action(p_own, p_user, p_about);
  v_told    bigint;
  r         action_result;
begin
  if v_refusal is not null then
    return refused(v_refusal);
  end if;
  if is_hidden(p_about, p_user, jsonb_build_object('replyTo', p_seq)) or not exists (
      select 1 from event e where e.conversation_id = p_about and e.seq = p_seq and e.kind = 0) then
    return refused('MESSAGE_NOT_FOUND');
  end if;
  select h.told into v_told
    from hidden_message h where h.user_id = p_user and h.conversation_id = p_about and h.seq = p_seq;
  if found then
    return unchanged(p_own, v_told);
  end if;

  r := write_event(p_own, 40::smallint, p_user, null, null,
                   jsonb_build_object('about', p_about, 'aboutSeq', p_seq));
  insert into hidden_message (user_id, conversation_id, seq, told) values (p_user, p_about, p_seq, r.seq);
  return r;
end $$;

-- How somebody keeps a conversation. Without a row: as the columns' defaults say.
create table conversation_setting (
  user_id         bigint      not null,
  conversation_id bigint      not null,
  muted_until     timestamptz,                      -- nothing is pushed until then
  archived        boolean     not null default false,
  pinned          boolean     not null default false,
  marked_unread   boolean     not null default false,
  told            bigint      not null,
  primary key (user_id, conversation_id)
);

-- Null leaves a setting as it is; a time that is over ends the silence.
create function change_settings(
    p_own bigint, p_user bigint, p_about bigint,
    p_muted_until timestamptz, p_archived boolean, p_pinned boolean, p_marked_unread boolean)
  returns action_result
  language plpgsql as $$
declare
  v_refusal text := begin_own_action(p_own, p_user, p_about);
  old       conversation_setting;
  new       conversation_setting;
  r         action_result;
begin
  if v_refusal is not null then
    return refused(v_refusal);
  end if;
  select * into old from conversation_setting s where s.user_id = p_user and s.conversation_id = p_about;
  new.user_id := p_user;
  new.conversation_id := p_about;
  new.muted_until := coalesce(p_muted_until, old.muted_until);
  if new.muted_until <= clock_timestamp() then
    new.muted_until := null;
  end if;
  new.archived := coalesce(p_archived, old.archived, false);
  new.pinned := coalesce(p_pinned, old.pinned, false);
  new.marked_unread := coalesce(p_marked_unread, old.marked_unread, false);
  if (new.muted_until, new.archived, new.pinned, new.marked_unread) is not distinct from
     (old.muted_until, coalesce(old.archived, false), coalesce(old.pinned, false), coalesce(old.marked_unread, false))
  then
    return unchanged(p_own, coalesce(old.told, (select c.last_seq from conversation c where c.id = p_own)));
  end if;

  r := write_event(p_own, 41::smallint, p_user, null, null, jsonb_build_object('about', p_about, 'settings',
         jsonb_strip_nulls(jsonb_build_object(
           'mutedUntil', new.muted_until, 'archived', nullif(new.archived, false),
           'pinned', nullif(new.pinned, false), 'markedUnread', nullif(new.marked_unread, false)))));
  new.told := r.seq;
  insert into conversation_setting select new.*
    on conflict (user_id, conversation_id) do update
      set muted_until = excluded.muted_until, archived = excluded.archived, pinned = excluded.pinned,
          marked_unread = excluded.marked_unread, told = excluded.told;
  return r;
end $$;

-- As before; and not of a request, of a conversation that they have muted, nor of a message that they do not want to
-- see or that has expired.
create or replace function wants_push(p_conversation bigint, p_user bigint, p_sender bigint, p_seq bigint)
  returns boolean
  language sql stable
  return not exists (select 1 from block b where b.owner_id = p_user and b.blocked_id = p_sender)
     and not exists (select 1 from account a where a.id = p_user and a.owner_id is not null)
     and not exists (select 1 from conversation_setting s
                      where s.user_id = p_user and s.conversation_id = p_conversation
                        and s.muted_until > clock_timestamp())
     and not exists (select from message_request q where q.conversation_id = p_conversation)
     and not has_hidden(p_user, p_conversation, p_seq)
     and not exists (select 1 from event e
                      where e.conversation_id = p_conversation and e.seq = p_seq
                        and e.expires_at <= clock_timestamp());

-- Messages that somebody wants to find again.
create table bookmark (
  user_id         bigint      not null,
  conversation_id bigint      not null,
  seq             bigint      not null,
  at              timestamptz not null,
  told            bigint      not null,
  primary key (user_id, conversation_id, seq)
);
create index bookmark_by_time on bookmark (user_id, at desc, conversation_id desc, seq desc);

create function set_bookmark(
    p_own bigint, p_user bigint, p_about bigint, p_seq bigint, p_added boolean, p_bookmarks_max int)
  returns action_result
  language plpgsql as $$
declare
  v_who  record;
  v_told bigint;
  r      action_result;
begin
  v_who := begin_action(p_own, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  if p_added then
    if not_inside(p_about, p_user) is not null then
      return refused(not_inside(p_about, p_user));
    elsif has_hidden(p_user, p_about, p_seq) or (message_for(p_about, p_user, p_seq)).seq is null then
      return refused('MESSAGE_NOT_FOUND');
    end if;
  end if;
  select b.told into v_told
    from bookmark b where b.user_id = p_user and b.conversation_id = p_about and b.seq = p_seq;
  if p_added = found then
    return unchanged(p_own, coalesce(v_told, (select c.last_seq from conversation c where c.id = p_own)));
  end if;
  if p_added then
    if (select count(*) from bookmark b where b.user_id = p_user) >= p_bookmarks_max then
      return refused('TOO_MANY_BOOKMARKS');
    end if;
  end if;

  r := write_event(p_own, 42::smallint, p_user, null, null,
                   jsonb_build_object('about', p_about, 'aboutSeq', p_seq, 'added', p_added));
  if p_added then
    insert into bookmark (user_id, conversation_id, seq, at, told) values (p_user, p_about, p_seq, r.at, r.seq);
  else
    delete from bookmark b where b.user_id = p_user and b.conversation_id = p_about and b.seq = p_seq;
  end if;
  return r;
end $$;

-- What somebody has begun to write.
create table draft (
  user_id         bigint      not null,
  conversation_id bigint      not null,
  text            text        not null,
  reply_to        bigint,
  at              timestamptz not null,
  told            bigint      not null,
  primary key (user_id, conversation_id)
);

-- Null ends a draft. The log keeps no text but the last.
create function set_draft(
    p_own bigint, p_user bigint, p_about bigint, p_text text, p_reply_to bigint, p_drafts_max int)
  returns action_result
  language plpgsql as $$
declare
  v_who record;
  old   draft;
  r     action_result;
begin
  v_who := begin_action(p_own, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  select * into old from draft d where d.user_id = p_user and d.conversation_id = p_about;
  if (p_text, p_reply_to) is not distinct from (old.text, old.reply_to) then
    return unchanged(p_own, coalesce(old.told, (select c.last_seq from conversation c where c.id = p_own)));
  end if;
  if p_text is not null then
    if not_inside(p_about, p_user) is not null then
      return refused(not_inside(p_about, p_user));
    elsif old.told is null and (select count(*) from draft d where d.user_id = p_user) >= p_drafts_max then
      return refused('TOO_MANY_DRAFTS');
    end if;
  end if;

  r := write_event(p_own, 43::smallint, p_user, null, p_text,
                   jsonb_strip_nulls(jsonb_build_object('about', p_about, 'replyTo', p_reply_to)));
  update event e set body = null where e.conversation_id = p_own and e.seq = old.told;
  if p_text is null then
    delete from draft d where d.user_id = p_user and d.conversation_id = p_about;
  else
    insert into draft (user_id, conversation_id, text, reply_to, at, told)
      values (p_user, p_about, p_text, p_reply_to, r.at, r.seq)
      on conflict (user_id, conversation_id) do update
        set text = excluded.text, reply_to = excluded.reply_to, at = excluded.at, told = excluded.told;
  end if;
  return r;
end $$;

-- From now on messages disappear so long after they were sent; null for never. Earlier ones stay as they are.
create function set_timer(p_conversation bigint, p_user bigint, p_seconds int) returns action_result
  language plpgsql as $$
declare
  v_who record;
  c     conversation;
begin
  v_who := begin_action(p_conversation, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  select * into c from conversation where id = p_conversation;
  if c.kind = 1 and v_who.role < 1 then
    return refused('NOT_ALLOWED');
  elsif c.disappear_after_s is not distinct from p_seconds then
    return unchanged(p_conversation, c.last_seq);
  end if;
  update conversation set disappear_after_s = p_seconds where id = p_conversation;
  return write_event(p_conversation, 44::smallint, p_user, null, null,
                     jsonb_strip_nulls(jsonb_build_object('seconds', p_seconds)));
end $$;

-- What has expired and still has a text.
create index event_by_expiry on event (expires_at) where expires_at is not null and body is not null;

-- Forgets what some expired messages said. Readers see no difference: they compare times themselves.
create function erase_expired(p_now timestamptz, p_limit int) returns int
  language plpgsql as $$
declare
  m       record;
  v_count int := 0;
begin
  -- All of their files at once, in the order in which writers hold them.
  perform hold_media(array(
    select e.detail::text from event e
     where e.expires_at <= p_now and e.body is not null
     order by e.conversation_id, e.seq
     limit p_limit));
  for m in
    select e.conversation_id, e.seq, e.detail -> 'thread' as thread
      from event e
     where e.expires_at <= p_now and e.body is not null
     order by e.conversation_id, e.seq
     limit p_limit
  loop
    -- As an action does: nobody edits or quotes it meanwhile. Who is at it, is waited for next time.
    perform 1 from conversation c where c.id = m.conversation_id for no key update skip locked;
    if found then
      perform erase_message(m.conversation_id, m.seq);
      if m.thread is not null then -- Its root counts it.
        update event e set detail = jsonb_build_object('thread', m.thread)
         where e.conversation_id = m.conversation_id and e.seq = m.seq;
      end if;
      perform index_again(m.conversation_id, m.seq);
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end $$;

-- Messages that wait for their time. One that was sent is a message and no longer here; one that could not be sent
-- stays until its author has seen why.
create table scheduled_message (
  id              bigint      primary key,
  user_id         bigint      not null,
  conversation_id bigint      not null,
  client_id       text        not null collate "C",   -- of this and of those scheduled with it
  place           int         not null,               -- among them, from 1
  text            text        not null,
  attachments     bigint[],                           -- the files that it will bring, null for none; they stay for it
  due             timestamptz not null,
  claimed_until   timestamptz,                        -- a node is sending it
  failure         text,                               -- the name of an error code
  unique (user_id, conversation_id, client_id, place)
);
create index scheduled_message_by_time on scheduled_message (due) where failure is null;

-- One that waits keeps its files; one that was sent has counted them as a message by then.
create function count_scheduled_files() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform use_media(new.attachments, 1);
  else
    perform use_media(old.attachments, -1);
  end if;
  return null;
end $$;
create trigger scheduled_files_held after insert on scheduled_message
  for each row when (new.attachments is not null) execute function count_scheduled_files();
create trigger scheduled_files_released after delete on scheduled_message
  for each row when (old.attachments is not null) execute function count_scheduled_files();

-- Tells all devices what became of some scheduled messages.
create function tell_scheduled(p_own bigint, p_user bigint, p_about bigint, p_ids bigint[], p_change text)
  returns action_result
  language sql as $$
  select * from write_event(p_own, 45::smallint, p_user, null, null,
                            jsonb_build_object('about', p_about, 'scheduled', p_ids, 'change', p_change))
$$;

create function schedule_messages(
    p_own bigint, p_user bigint, p_about bigint, p_client_id text, p_text text, p_ids bigint[], p_times timestamptz[],
    p_scheduled_max int, p_attachments bigint[])
  returns action_result
  language plpgsql as $$
declare
  v_refusal text := begin_own_action(p_own, p_user, p_about);
  v_before  record;
begin
  if v_refusal is not null then
    return refused(v_refusal);
  end if;
  select count(*) as n,
         bool_and((s.text, s.due, s.attachments) is not distinct from (p_text, p_times[s.place], p_attachments)) as same
    into v_before
    from scheduled_message s
   where s.user_id = p_user and s.conversation_id = p_about and s.client_id = p_client_id;
  if v_before.n > 0 then
    return case when v_before.same then unchanged_now(p_own)
                else refused('CLIENT_ID_REUSED') end;
  elsif (select min(t) from unnest(p_times) t) <= clock_timestamp() then
    return refused('TOO_LATE');
  elsif (select count(*) from scheduled_message s where s.user_id = p_user) + cardinality(p_times)
          > p_scheduled_max then
    return refused('TOO_MANY_SCHEDULED');
  end if;
  perform 1 from media m where m.id = any (p_attachments) order by m.id for no key update;
  if (select count(*) from media m where m.id = any (p_attachments) and m.state = 1) < cardinality(p_attachments) then
    return refused('MEDIA_NOT_FOUND');
  end if;
  insert into scheduled_message (id, user_id, conversation_id, client_id, place, text, due, attachments)
    select id, p_user, p_about, p_client_id, place, p_text, due, p_attachments
      from unnest(p_ids, p_times) with ordinality as s(id, due, place);
  return tell_scheduled(p_own, p_user, p_about, p_ids, 'set');
end $$;

-- Another text or time, null for as it was; what had failed is tried again. No text and no time takes it back.
create function change_scheduled(p_own bigint, p_user bigint, p_id bigint, p_text text, p_due timestamptz)
  returns action_result
  language plpgsql as $$
declare
  v_who record;
  s     scheduled_message;
begin
  v_who := begin_action(p_own, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  select * into s from scheduled_message m where m.id = p_id and m.user_id = p_user for update;
  if not found or s.claimed_until > clock_timestamp() then -- It is being sent.
    return refused('SCHEDULED_NOT_FOUND');
  elsif p_due <= clock_timestamp() then
    return refused('TOO_LATE');
  elsif p_text is null and p_due is null then
    delete from scheduled_message m where m.id = p_id;
    return tell_scheduled(p_own, p_user, s.conversation_id, array[p_id], 'cancelled');
  end if;
  update scheduled_message m
     set text = coalesce(p_text, m.text), due = coalesce(p_due, m.due), failure = null, claimed_until = null
   where m.id = p_id;
  return tell_scheduled(p_own, p_user, s.conversation_id, array[p_id], 'changed');
end $$;

-- Takes messages whose time has come for one node to send. What it does not settle in time another one takes.
create function claim_scheduled(p_limit int, p_lease_s int) returns setof scheduled_message
  language sql as $$
  update scheduled_message m
     set claimed_until = clock_timestamp() + make_interval(secs => p_lease_s)
   where m.id in (
         select s.id from scheduled_message s
          where s.due <= clock_timestamp() and s.failure is null
            and (s.claimed_until is null or s.claimed_until < clock_timestamp())
          order by s.due
          limit p_limit
            for update skip locked)
  returning m.*
$$;

-- It was sent, or, with the name of an error code, can never be.
create function settle_scheduled(p_own bigint, p_user bigint, p_id bigint, p_failure text) returns action_result
  language plpgsql as $$
declare
  v_who record;
  v_about bigint;
begin
  v_who := begin_action(p_own, p_user);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  if p_failure is null then
    delete from scheduled_message m where m.id = p_id returning m.conversation_id into v_about;
  else
    update scheduled_message m set failure = p_failure, claimed_until = null where m.id = p_id
      returning m.conversation_id into v_about;
  end if;
  if v_about is null then -- Another node has settled it.
    return unchanged_now(p_own);
  end if;
  return tell_scheduled(p_own, p_user, v_about, array[p_id],
                        case when p_failure is null then 'sent' else 'failed' end);
end $$;
