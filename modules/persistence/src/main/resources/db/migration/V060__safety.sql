-- What keeps people from what they do not want: blocks, and requests of strangers to write. Both restrict the direct
-- conversation of two people, so that a plain message in any other costs nothing more: see may_post().

-- Two people's block, request and conversation change one at a time.
create function lock_pair(p_one bigint, p_other bigint) returns void
  language sql as $$
  select pg_advisory_xact_lock(hashtextextended(least(p_one, p_other) || ' ' || greatest(p_one, p_other), 60))
$$;

-- Who may write to somebody without asking first.
alter table privacy_setting
  add column messages text not null default 'everyone' check (messages in ('everyone', 'contacts'));

-- A direct conversation that its other member has not agreed to yet.
create table message_request (
  conversation_id bigint      primary key,
  user_id         bigint      not null,                -- who is asked
  sender_id       bigint      not null,                -- who asks
  messages_left   int         not null,                -- so many more the sender may write
  declined        boolean     not null default false,  -- not shown any more to who is asked
  by_block        boolean     not null default false,  -- never shown: who is asked had blocked who asks
  at              timestamptz not null default clock_timestamp()
);
create index message_request_by_user on message_request (user_id, sender_id);

-- How far members of a restricted direct conversation had come when it became so: all that the other one is shown.
create table quiet_mark (
  conversation_id bigint not null,
  user_id         bigint not null,
  read_seq        bigint not null,
  delivered_seq   bigint not null,
  primary key (conversation_id, user_id)
);

-- Restricts a direct conversation, or no more, as blocks and requests have it. The caller holds its row.
create function restrict_direct_again(p_conversation bigint) returns void
  language plpgsql as $$
declare
  v_restricted boolean := exists (
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

-- The direct conversation of two people, whose row is held then; null for none.
create function hold_direct(p_one bigint, p_other bigint) returns bigint
  language plpgsql as $$
declare
  v_id bigint;
begin
  perform lock_pair(p_one, p_other);
  select c.id into v_id
    from direct_conversation d
    join conversation c on c.id = d.conversation_id
   where d.lower_user = least(p_one, p_other) and d.higher_user = greatest(p_one, p_other)
     for no key update of c;
  return v_id;
end $$;

-- False when there is no such person.
create function block_user(p_owner bigint, p_blocked bigint, p_at timestamptz) returns boolean
  language plpgsql as $$
declare
  v_conversation bigint;
begin
  if not exists (select from account a where a.id = p_blocked) then
    return false;
  end if;
  v_conversation := hold_direct(p_owner, p_blocked);
  insert into block (owner_id, blocked_id, added_at) values (p_owner, p_blocked, p_at) on conflict do nothing;
  update message_request q set declined = true where q.conversation_id = v_conversation and q.user_id = p_owner;
  perform restrict_direct_again(v_conversation);
  return true;
end $$;

create function unblock_user(p_owner bigint, p_blocked bigint) returns void
  language plpgsql as $$
declare
  v_conversation bigint := hold_direct(p_owner, p_blocked);
begin
  delete from block b where b.owner_id = p_owner and b.blocked_id = p_blocked;
  delete from message_request q where q.conversation_id = v_conversation and q.user_id = p_owner and q.by_block;
  perform restrict_direct_again(v_conversation);
end $$;

-- Who does not hear what a member says in a direct conversation, because they have blocked them; null for nobody.
create function unheard_by(p_conversation bigint, p_sender bigint) returns bigint
  language sql stable as $$
  select b.owner_id
    from conversation c
    join conversation_member m on m.conversation_id = c.id and m.user_id <> p_sender
    join block b on b.owner_id = m.user_id and b.blocked_id = p_sender
   where c.id = p_conversation and c.kind = 0 and c.restricted
$$;

-- Hides a message that was just stored from whoever has blocked its sender. True when somebody has.
create function withhold(p_conversation bigint, p_sender bigint, p_seq bigint) returns boolean
  language plpgsql volatile as $$
declare
  v_from bigint := unheard_by(p_conversation, p_sender);
begin
  if v_from is null then
    return false;
  end if;
  insert into hidden_message (user_id, conversation_id, seq, told) values (v_from, p_conversation, p_seq, 0);
  return true;
end $$;

-- Why a member of a restricted direct conversation may not post now. Who was asked and writes has agreed.
create function may_post_directly(p_conversation bigint, p_sender bigint, p_detail jsonb) returns text
  language plpgsql volatile as $$
declare
  q message_request;
begin
  if exists (
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

-- Makes it a conversation like any other. The caller holds its row.
create function end_request(p_conversation bigint) returns void
  language plpgsql as $$
begin
  delete from message_request q where q.conversation_id = p_conversation;
  perform restrict_direct_again(p_conversation);
end $$;

-- Agrees to a request, or does not. Whoever is asked nothing changes nothing. Who asks, or why one may not.
create function answer_request(
    p_conversation bigint, p_user bigint, p_accepted boolean, out refusal text, out sender bigint)
  language plpgsql as $$
declare
  v_who record := begin_action(p_conversation, p_user);
begin
  refusal := v_who.refusal;
  if refusal is not null then
    return;
  end if;
  select q.sender_id into sender
    from message_request q where q.conversation_id = p_conversation and q.user_id = p_user;
  if sender is null then
    return;
  elsif p_accepted then
    perform end_request(p_conversation);
  else
    update message_request q set declined = true where q.conversation_id = p_conversation;
  end if;
end $$;

-- Opens the conversation of two people, as a request where the other one wants that. Nothing tells who opens it apart
-- from any other conversation.
--
-- p_messages  so many messages a request may have
create function open_direct(
    p_id bigint, p_by bigint, p_members bigint[], p_messages int, out refusal text, out id bigint, out is_new boolean)
  language plpgsql as $$
declare
  v_other   bigint := case when p_members[1] = p_by then p_members[2] else p_members[1] end;
  v_blocked boolean;
begin
  id := hold_direct(p_by, v_other);
  is_new := id is null;
  if not is_new then
    return;
  elsif exists (select from block b where b.owner_id = p_by and b.blocked_id = v_other) then
    refusal := 'BLOCKED';
    return;
  end if;
  select o.id into id from open_conversation(p_id, 0::smallint, null, p_by, p_members, null) o;
  v_blocked := exists (select from block b where b.owner_id = v_other and b.blocked_id = p_by);
  if v_blocked or asks_first(p_by, v_other) then
    insert into message_request (conversation_id, user_id, sender_id, messages_left, declined, by_block)
      values (id, v_other, p_by, p_messages, v_blocked, v_blocked);
    perform restrict_direct_again(id);
  end if;
end $$;

-- Whether somebody has to ask before they write to another.
create function asks_first(p_sender bigint, p_user bigint) returns boolean
  language sql stable
  return exists (select from privacy_setting p where p.user_id = p_user and p.messages = 'contacts')
     and not exists (select from contact c where c.owner_id = p_user and c.contact_id = p_sender);

-- Who decides about reports.
create table moderator (
  user_id bigint      primary key,
  since   timestamptz not null default clock_timestamp()
);

-- What people have reported, with what was there then.
create table report (
  id              bigint      primary key,
  reporter_id     bigint      not null,
  about           text        not null,                -- names what is reported, so that it is reported once
  conversation_id bigint,
  seq             bigint,
  user_id         bigint,                              -- the person, or who said it or posted it
  story_id        bigint,
  reason          text        not null,
  comment         text,
  content         jsonb       not null,
  at              timestamptz not null default clock_timestamp(),
  state           text        not null default 'open' check (state in ('open', 'taken', 'resolved')),
  moderator_id    bigint,                              -- who has taken or resolved it
  resolution      text,
  resolved_at     timestamptz
);
create unique index report_once on report (reporter_id, about) where state <> 'resolved';
create index report_by_state on report (state, id);
create index report_by_reporter on report (reporter_id, id);

-- Everything that moderators have done. Rows are never changed.
create table moderation (
  id           bigint      generated always as identity primary key,
  report_id    bigint      not null,
  moderator_id bigint      not null,
  action       text        not null,
  until        timestamptz,                            -- of a suspension
  at           timestamptz not null default clock_timestamp()
);
create index moderation_by_report on moderation (report_id, id);

-- Who cannot sign in for now.
create table suspension (
  user_id bigint      primary key,
  until   timestamptz not null
);

-- What a report keeps of what it is about, and who is behind that; a refusal where the reporter cannot see it.
create function reported(
    p_reporter bigint, p_conversation bigint, p_seq bigint, p_user bigint, p_story bigint,
    out refusal text, out behind bigint, out content jsonb)
  language plpgsql as $$
declare
  m event;
begin
  if p_story is not null then
    select s.author_id, jsonb_build_object('text', s.text) into behind, content
      from story s
     where s.id = p_story and s.expires_at > clock_timestamp() and s.deleted_at is null
       and exists (select from contact c where c.owner_id = s.author_id and c.contact_id = p_reporter)
       and not exists (select from block b where b.owner_id = s.author_id and b.blocked_id = p_reporter);
    refusal := case when behind is null then 'STORY_NOT_FOUND' end;
  elsif p_user is not null then
    select a.id, jsonb_build_object('username', a.username, 'displayName', a.display_name) into behind, content
      from account a where a.id = p_user;
    refusal := case when behind is null then 'USER_NOT_FOUND' end;
  elsif not exists (
      select from conversation_member x where x.conversation_id = p_conversation and x.user_id = p_reporter) then
    refusal := case when exists (select from conversation c where c.id = p_conversation) then 'NOT_A_MEMBER'
                    else 'CONVERSATION_NOT_FOUND' end;
  elsif p_seq is null then
    select jsonb_build_object('title', c.title, 'description', c.description) into content
      from conversation c where c.id = p_conversation;
  else
    m := message_for(p_conversation, p_reporter, p_seq);
    behind := m.sender_id;
    content := jsonb_build_object('text', m.body, 'detail', m.detail);
    refusal := case when m.seq is null then 'MESSAGE_NOT_FOUND' end;
  end if;
  if behind = p_reporter then
    refusal := 'NOT_ALLOWED';
  end if;
  content := jsonb_strip_nulls(content);
end $$;

-- Files a report; the same that nobody has resolved yet is answered again. What it is about is one of a message, a
-- conversation, a person or a story.
create function file_report(
    p_id bigint, p_reporter bigint, p_conversation bigint, p_seq bigint, p_user bigint, p_story bigint,
    p_reason text, p_comment text, p_per_day int,
    out refusal text, out retry_ms bigint, out id bigint, out is_new boolean)
  language plpgsql as $$
declare
  v_about text := concat_ws(' ', p_conversation, 'seq ' || p_seq, 'user ' || p_user, 'story ' || p_story);
  v_what  record;
  v_day   record;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_reporter::text, 61));
  select r.id into id
    from report r where r.reporter_id = p_reporter and r.about = v_about and r.state <> 'resolved';
  is_new := id is null;
  if not is_new then
    return;
  end if;
  v_what := reported(p_reporter, p_conversation, p_seq, p_user, p_story);
  refusal := v_what.refusal;
  select count(*) as n, min(r.at) as since into v_day
    from report r where r.reporter_id = p_reporter and r.at > clock_timestamp() - interval '1 day';
  if refusal is not null then
    return;
  elsif v_day.n >= p_per_day then
    refusal := 'TOO_MANY_REQUESTS';
    retry_ms := ceil(extract(epoch from v_day.since + interval '1 day' - clock_timestamp()) * 1000);
    return;
  end if;
  insert into report (id, reporter_id, about, conversation_id, seq, user_id, story_id, reason, comment, content)
    values (p_id, p_reporter, v_about, p_conversation, p_seq, v_what.behind, p_story, p_reason, p_comment,
            v_what.content);
  id := p_id;
end $$;

-- Gives an open report to a moderator. Why not, or null.
create function take_report(p_id bigint, p_moderator bigint) returns text
  language plpgsql as $$
declare
  r report;
begin
  select * into r from report x where x.id = p_id for update;
  if not found then
    return 'REPORT_NOT_FOUND';
  elsif r.state <> 'open' then
    return case when r.moderator_id <> p_moderator then 'REPORT_TAKEN' end;
  end if;
  update report x set state = 'taken', moderator_id = p_moderator where x.id = p_id;
  insert into moderation (report_id, moderator_id, action) values (p_id, p_moderator, 'take');
  return null;
end $$;

-- Closes a report that the moderator has taken.
create function resolve_report(p_id bigint, p_moderator bigint, p_action text, p_until timestamptz) returns void
  language plpgsql as $$
begin
  update report r
     set state = 'resolved', resolution = p_action, resolved_at = clock_timestamp()
   where r.id = p_id and r.moderator_id = p_moderator and r.state = 'taken';
  if found then
    insert into moderation (report_id, moderator_id, action, until) values (p_id, p_moderator, p_action, p_until);
  end if;
end $$;

-- Takes a message away for moderators, who need not be in the conversation and are not named there.
create function remove_message(p_conversation bigint, p_seq bigint) returns action_result
  language plpgsql as $$
declare
  m event;
begin
  perform 1 from conversation c where c.id = p_conversation for no key update;
  select * into m from event e where e.conversation_id = p_conversation and e.seq = p_seq and e.kind = 0;
  if not found then
    return refused('MESSAGE_NOT_FOUND');
  end if;
  return take_away(m, m.sender_id, 'moderator');
end $$;
