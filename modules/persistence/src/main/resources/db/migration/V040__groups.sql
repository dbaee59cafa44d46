-- Groups: who is in them with which rights, what newcomers see, who may post when, and how one gets in.
--
-- The rules are decided here, under the conversation's lock. Each change of the member list raises member_version by
-- one and is one event that names who came or went.

alter table conversation
  add column description        text,
  add column picture            text,                            -- the id of a file, which it keeps
  add column client_id          text        collate "C",         -- its maker's name for a group; null for none
  add column history_joined     boolean     not null default false,  -- newcomers see what came after they joined
  add column members_may_invite boolean     not null default false,
  add column announcement       boolean     not null default false,  -- only admins post
  add column slow_mode_s        int         not null default 0,  -- between two messages of one member; 0 for none
  add column muted_until        timestamptz;                     -- nobody in it is muted from then on

create unique index conversation_by_client_id on conversation (created_by, client_id) where client_id is not null;

alter table conversation_member
  add column joined_seq       bigint not null default 1,         -- the event that made one a member
  add column visible_from_seq bigint not null default 1,         -- the first event one may see
  add column muted_until      timestamptz;

-- Who is more than a plain member.
create index conversation_member_by_role on conversation_member (conversation_id) where role > 0;

-- Who was a member, and the last event they may see: a resume tells it to those who were away. A mute outlasts leaving.
create table former_member (
  conversation_id  bigint not null,
  user_id          bigint not null,
  visible_from_seq bigint not null,
  until_seq        bigint not null,
  xid              bigint not null,                              -- the transaction that wrote until_seq
  active_on        int    not null,                              -- the day of it, see activity_day()
  muted_until      timestamptz,
  primary key (conversation_id, user_id)
);
create index former_member_by_user on former_member (user_id, active_on);
create index former_member_by_xid on former_member (xid);

create table ban (
  conversation_id bigint      not null,
  user_id         bigint      not null,
  reason          text,
  banned_by       bigint      not null,
  at              timestamptz not null,
  seq             bigint      not null,                          -- the event
  primary key (conversation_id, user_id)
);

-- When members last posted in a group with slow mode. Touched under the conversation's lock only.
create table last_post (
  conversation_id bigint      not null,
  user_id         bigint      not null,
  at              timestamptz not null,
  primary key (conversation_id, user_id)
);

create table join_link (
  code            text        collate "C" primary key,
  conversation_id bigint      not null,
  created_by      bigint      not null,
  created_at      timestamptz not null,
  expires_at      timestamptz,                                   -- null for never
  uses_max        int,                                           -- null for any number
  uses            int         not null default 0,
  approval        boolean     not null                           -- whoever uses it asks, and an admin decides
);
create index join_link_by_conversation on join_link (conversation_id, created_at);

create table join_request (
  conversation_id bigint      not null,
  user_id         bigint      not null,
  at              timestamptz not null,
  primary key (conversation_id, user_id)
);

-- As begin_action, for what only groups have and what takes at least this role.
create function begin_group_action(
    p_conversation bigint, p_user bigint, p_role int, out refusal text, out role smallint)
  language plpgsql as $$
declare
  v_who record;
begin
  v_who := begin_action(p_conversation, p_user);
  role := v_who.role;
  refusal := case
    when v_who.refusal is not null then v_who.refusal
    when (select c.kind <> 1 from conversation c where c.id = p_conversation) then 'NOT_A_GROUP'
    when role < p_role then 'NOT_ALLOWED' end;
end $$;

-- As begin_group_action for an admin who does something to another member: only to those of a lower role.
create function begin_on_member(
    p_conversation bigint, p_user bigint, p_target bigint, out refusal text, out is_member boolean)
  language plpgsql as $$
declare
  v_who    record;
  v_target smallint;
begin
  v_who := begin_group_action(p_conversation, p_user, 1);
  select m.role into v_target
    from conversation_member m where m.conversation_id = p_conversation and m.user_id = p_target;
  is_member := found;
  refusal := coalesce(v_who.refusal, case when is_member and v_target >= v_who.role then 'NOT_ALLOWED' end);
end $$;

-- Everything was so already, by an event that nobody remembers.
create function unchanged_now(p_conversation bigint) returns action_result
  language sql stable
  return unchanged(p_conversation, (select c.last_seq from conversation c where c.id = p_conversation));

-- Writes the event of a change of the member list.
create function write_member_event(p_conversation bigint, p_kind int, p_sender bigint, p_detail jsonb)
  returns action_result
  language plpgsql as $$
begin
  update conversation c set member_version = c.member_version + 1 where c.id = p_conversation;
  return write_event(p_conversation, p_kind::smallint, p_sender, null, null, jsonb_strip_nulls(p_detail));
end $$;

-- Makes members of these by the event that was just written. What came before counts as read.
create function enter_members(p_conversation bigint, p_users bigint[], p_seq bigint) returns void
  language sql as $$
  insert into conversation_member (
      conversation_id, user_id, read_seq, delivered_seq, active_on, joined_seq, visible_from_seq, muted_until)
    select c.id, u, p_seq - 1, p_seq - 1, c.active_on, p_seq, case when c.history_joined then p_seq else 1 end,
           f.muted_until
      from conversation c
     cross join unnest(p_users) as u
      left join former_member f on f.conversation_id = c.id and f.user_id = u
     where c.id = p_conversation
     order by u;
  delete from former_member where conversation_id = p_conversation and user_id = any (p_users);
  delete from join_request where conversation_id = p_conversation and user_id = any (p_users);
$$;

-- Ends a membership by the event that was just written, the last that one may see.
create function take_out(p_conversation bigint, p_user bigint, p_seq bigint, p_xid bigint) returns void
  language sql as $$
  with gone as (
    delete from conversation_member where conversation_id = p_conversation and user_id = p_user returning *
  )
  insert into former_member (conversation_id, user_id, visible_from_seq, until_seq, xid, active_on, muted_until)
    select gone.conversation_id, gone.user_id, gone.visible_from_seq, p_seq, p_xid, c.active_on, gone.muted_until
      from gone join conversation c on c.id = gone.conversation_id
$$;

-- Makes members of people who are not banned; those who are members already stay what they are, and those who have
-- blocked who adds them stay out.
create function add_members(p_conversation bigint, p_user bigint, p_users bigint[], p_members_max int)
  returns action_result
  language plpgsql as $$
declare
  v_who record;
  v_new bigint[];
begin
  v_who := begin_group_action(p_conversation, p_user, 0);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  elsif v_who.role < 1 and not (select c.members_may_invite from conversation c where c.id = p_conversation) then
    return refused('NOT_ALLOWED');
  end if;
  select array_agg(distinct u order by u) into v_new
    from unnest(p_users) as u
   where not exists (
         select from conversation_member m where m.conversation_id = p_conversation and m.user_id = u)
     and not exists (select from block b where b.owner_id = u and b.blocked_id = p_user);
  if v_new is null then
    return unchanged(p_conversation, coalesce((
        select max(m.joined_seq) from conversation_member m
         where m.conversation_id = p_conversation and m.user_id = any (p_users)), 0));
  end if;
  return let_in(p_conversation, p_user, v_new, p_members_max);
end $$;

-- Lets these in, who are no members, unless one is banned or they are too many.
create function let_in(p_conversation bigint, p_by bigint, p_users bigint[], p_members_max int) returns action_result
  language plpgsql as $$
declare
  r action_result;
begin
  if exists (select from ban b where b.conversation_id = p_conversation and b.user_id = any (p_users)) then
    return refused('BANNED');
  elsif cardinality(p_users) + (
      select count(*) from conversation_member m where m.conversation_id = p_conversation) > p_members_max then
    return refused('TOO_MANY_MEMBERS');
  end if;
  r := write_member_event(p_conversation, 20, p_by, jsonb_build_object('users', p_users));
  perform enter_members(p_conversation, p_users, r.seq);
  return r;
end $$;

-- Who owns a group after its owner: the admin, else the member, who joined first.
create function successor(p_conversation bigint, p_owner bigint) returns bigint
  language sql stable
  return (select m.user_id from conversation_member m
           where m.conversation_id = p_conversation and m.user_id <> p_owner
           order by m.role desc, m.joined_seq, m.user_id limit 1);

-- An owner hands over to their successor. Nobody gets into a group that nobody is in.
create function leave_group(p_conversation bigint, p_user bigint) returns action_result
  language plpgsql as $$
declare
  v_who  record;
  v_next bigint;
  r      action_result;
begin
  v_who := begin_group_action(p_conversation, p_user, 0);
  if v_who.refusal = 'NOT_A_MEMBER' and was_member(p_conversation, p_user) is not null then
    return unchanged(p_conversation, was_member(p_conversation, p_user));
  elsif v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  v_next := successor(p_conversation, p_user);
  r := write_member_event(p_conversation, 21, p_user, jsonb_build_object(
         'newOwner', case when v_who.role = 2 then v_next end));
  perform take_out(p_conversation, p_user, r.seq, r.xid);
  if v_next is null then
    delete from join_link where conversation_id = p_conversation;
    delete from join_request where conversation_id = p_conversation;
  elsif v_who.role = 2 then
    update conversation_member m set role = 2 where m.conversation_id = p_conversation and m.user_id = v_next;
  end if;
  return r;
end $$;

-- The last event of somebody's membership; null when they never were a member.
create function was_member(p_conversation bigint, p_user bigint) returns bigint
  language sql stable
  return (select f.until_seq from former_member f where f.conversation_id = p_conversation and f.user_id = p_user);

create function remove_member(p_conversation bigint, p_user bigint, p_target bigint, p_reason text)
  returns action_result
  language plpgsql as $$
declare
  v_may record;
  r     action_result;
begin
  v_may := begin_on_member(p_conversation, p_user, p_target);
  if v_may.refusal is not null then
    return refused(v_may.refusal);
  elsif v_may.is_member then
    r := write_member_event(p_conversation, 22, p_user, jsonb_build_object('user', p_target, 'reason', p_reason));
    perform take_out(p_conversation, p_target, r.seq, r.xid);
    return r;
  elsif was_member(p_conversation, p_target) is not null then
    return unchanged(p_conversation, was_member(p_conversation, p_target));
  end if;
  return refused('MEMBER_NOT_FOUND');
end $$;

-- Keeps somebody out, who may be a member or not.
create function ban_member(p_conversation bigint, p_user bigint, p_target bigint, p_reason text)
  returns action_result
  language plpgsql as $$
declare
  v_may record;
  v_seq bigint;
  r     action_result;
begin
  v_may := begin_on_member(p_conversation, p_user, p_target);
  select b.seq into v_seq from ban b where b.conversation_id = p_conversation and b.user_id = p_target;
  if v_may.refusal is not null then
    return refused(v_may.refusal);
  elsif v_seq is not null then
    return unchanged(p_conversation, v_seq);
  end if;
  r := write_member_event(p_conversation, 23, p_user, jsonb_build_object(
         'user', p_target, 'banned', true, 'reason', p_reason));
  insert into ban (conversation_id, user_id, reason, banned_by, at, seq)
    values (p_conversation, p_target, p_reason, p_user, r.at, r.seq);
  delete from join_request where conversation_id = p_conversation and user_id = p_target;
  perform take_out(p_conversation, p_target, r.seq, r.xid);
  return r;
end $$;

create function unban_member(p_conversation bigint, p_user bigint, p_target bigint) returns action_result
  language plpgsql as $$
declare
  v_may record;
begin
  v_may := begin_on_member(p_conversation, p_user, p_target);
  if v_may.refusal is not null then
    return refused(v_may.refusal);
  end if;
  delete from ban where conversation_id = p_conversation and user_id = p_target;
  if not found then
    return unchanged_now(p_conversation);
  end if;
  return write_event(p_conversation, 23::smallint, p_user, null, null,
                     jsonb_build_object('user', p_target, 'banned', false));
end $$;

-- The owner says who is an admin; an admin may step down. Making another the owner makes the owner an admin.
create function change_role(p_conversation bigint, p_user bigint, p_target bigint, p_role smallint)
  returns action_result
  language plpgsql as $$
declare
  v_who record;
  v_now smallint;
  r     action_result;
begin
  v_who := begin_group_action(p_conversation, p_user, 0);
  select m.role into v_now
    from conversation_member m where m.conversation_id = p_conversation and m.user_id = p_target;
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  elsif v_who.role < 2 and not (p_target = p_user and p_role <= v_who.role) then
    return refused('NOT_ALLOWED');
  elsif v_now is null then
    return refused('MEMBER_NOT_FOUND');
  elsif v_now = p_role then
    return unchanged_now(p_conversation);
  elsif v_now = 2 then
    return refused('NOT_ALLOWED');
  end if;
  r := write_event(p_conversation, 24::smallint, p_user, null, null,
                   jsonb_build_object('user', p_target, 'role', (array['member', 'admin', 'owner'])[p_role + 1]));
  update conversation_member m
     set role = case when m.user_id = p_target then p_role else 1 end
   where m.conversation_id = p_conversation and m.user_id in (p_target, case when p_role = 2 then p_user end);
  return r;
end $$;

-- What a group is called and how it is set, as clients get it.
create function group_state(p_conversation bigint) returns jsonb
  language sql stable
  return (select jsonb_strip_nulls(jsonb_build_object(
                   'title', c.title, 'description', c.description, 'picture', c.picture,
                   'settings', jsonb_build_object(
                     'history', case when c.history_joined then 'joined' else 'all' end,
                     'membersMayInvite', c.members_may_invite, 'announcement', c.announcement,
                     'slowModeSeconds', c.slow_mode_s, 'noForwarding', c.no_forwarding)))
            from conversation c where c.id = p_conversation);

-- Null leaves as it is, an empty text takes away.
create function change_group(
    p_conversation bigint, p_user bigint, p_title text, p_description text, p_picture text, p_history_joined boolean,
    p_members_may_invite boolean, p_announcement boolean, p_slow_mode_s int, p_no_forwarding boolean)
  returns action_result
  language plpgsql as $$
declare
  v_who     record;
  v_before  jsonb;
  v_refusal text;
begin
  v_who := begin_group_action(p_conversation, p_user, 1);
  if v_who.refusal is not null then
    return refused(v_who.refusal);
  end if;
  v_before := group_state(p_conversation);
  if p_picture is not null then
    v_refusal := exchange_media(v_before ->> 'picture', nullif(p_picture, ''));
    if v_refusal is not null then
      return refused(v_refusal);
    end if;
  end if;
  update conversation c
     set title = coalesce(p_title, c.title),
         description = nullif(coalesce(p_description, c.description), ''),
         picture = nullif(coalesce(p_picture, c.picture), ''),
         history_joined = coalesce(p_history_joined, c.history_joined),
         members_may_invite = coalesce(p_members_may_invite, c.members_may_invite),
         announcement = coalesce(p_announcement, c.announcement),
         slow_mode_s = coalesce(p_slow_mode_s, c.slow_mode_s),
         no_forwarding = coalesce(p_no_forwarding, c.no_forwarding)
   where c.id = p_conversation;
  if group_state(p_conversation) = v_before then
    return unchanged_now(p_conversation);
  end if;
  perform restrict_again(p_conversation, clock_timestamp());
  return write_event(p_conversation, 25::smallint, p_user, null, null, group_state(p_conversation));
end $$;

-- Whether appends to a group have to ask may_post().
create function restrict_again(p_conversation bigint, p_at timestamptz) returns void
  language sql as $$
  update conversation c
     set restricted = c.announcement or c.slow_mode_s > 0 or coalesce(c.muted_until > p_at, false)
   where c.id = p_conversation and c.kind = 1
$$;

-- For so many seconds from now on a member cannot post; null takes it back.
create function mute_member(p_conversation bigint, p_user bigint, p_target bigint, p_seconds bigint)
  returns action_result
  language plpgsql as $$
declare
  v_may   record;
  v_until timestamptz := clock_timestamp() + make_interval(secs => p_seconds);
begin
  v_may := begin_on_member(p_conversation, p_user, p_target);
  if v_may.refusal is not null then
    return refused(v_may.refusal);
  elsif not v_may.is_member then
    return refused('MEMBER_NOT_FOUND');
  end if;
  update conversation_member m
     set muted_until = v_until
   where m.conversation_id = p_conversation and m.user_id = p_target
     and (v_until is not null or m.muted_until > clock_timestamp());
  if not found then
    return unchanged_now(p_conversation);
  end if;
  update conversation c set muted_until = greatest(c.muted_until, v_until) where c.id = p_conversation;
  perform restrict_again(p_conversation, clock_timestamp());
  return write_event(p_conversation, 26::smallint, p_user, null, null, jsonb_strip_nulls(jsonb_build_object(
           'user', p_target, 'until', to_char(v_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))));
end $$;

-- Why a member of a group may not post now; remembers who posts while slow mode is on.
create function may_post_in_group(
    p_conversation bigint, p_sender bigint, p_detail jsonb, p_at timestamptz, out refusal text, out retry_ms bigint)
  language plpgsql as $$
declare
  c conversation;
  m conversation_member;
begin
  select * into c from conversation x where x.id = p_conversation;
  select * into m from conversation_member x where x.conversation_id = p_conversation and x.user_id = p_sender;
  if c.kind <> 1 then
    return;
  elsif m.muted_until > p_at and m.role = 0 then
    refusal := 'MUTED';
  elsif c.announcement and m.role = 0 then
    refusal := 'ADMINS_ONLY';
  elsif c.slow_mode_s > 0 and m.role = 0 and coalesce(bad_reference(p_conversation, p_detail), '') = '' then
    retry_ms := wait_of_slow_mode(p_conversation, p_sender, c.slow_mode_s, p_at);
    refusal := case when retry_ms > 0 then 'TOO_MANY_REQUESTS' end;
  elsif not c.announcement and c.slow_mode_s = 0 and c.muted_until <= p_at then
    perform restrict_again(p_conversation, p_at); -- The last mute is over.
  end if;
end $$;

-- How long a member has to wait, in milliseconds; when not at all, the wait for their next message begins.
create function wait_of_slow_mode(p_conversation bigint, p_sender bigint, p_slow_mode_s int, p_at timestamptz)
  returns bigint
  language plpgsql as $$
declare
  v_wait bigint;
begin
  select ceil(extract(epoch from l.at + make_interval(secs => p_slow_mode_s) - p_at) * 1000)::bigint into v_wait
    from last_post l where l.conversation_id = p_conversation and l.user_id = p_sender;
  if v_wait > 0 then
    return v_wait;
  end if;
  insert into last_post as l (conversation_id, user_id, at) values (p_conversation, p_sender, p_at)
    on conflict (conversation_id, user_id) do update set at = excluded.at;
  return null;
end $$;

-- Whether a message answers one that its sender cannot see, of which a quote must not tell either: one from before the
-- first event that they may see.
create function is_hidden(p_conversation bigint, p_sender bigint, p_detail jsonb) returns boolean
  language plpgsql stable as $$
begin
  return p_detail ?| array['replyTo', 'thread'] and exists (
    select from conversation_member m
     where m.conversation_id = p_conversation and m.user_id = p_sender
       and m.visible_from_seq > least((p_detail ->> 'replyTo')::bigint, (p_detail ->> 'thread')::bigint));
end $$;

-- Why somebody may not post at this moment in a conversation that is restricted, and when they may; both null when
-- they may. Asked under the conversation's lock.
create function may_post(
    p_conversation bigint, p_sender bigint, p_detail jsonb, p_at timestamptz, out refusal text, out retry_ms bigint)
  language plpgsql volatile as $$
begin
  select g.refusal, g.retry_ms into refusal, retry_ms
    from may_post_in_group(p_conversation, p_sender, p_detail, p_at) g;
  if (select c.kind = 0 from conversation c where c.id = p_conversation) then
    refusal := may_post_directly(p_conversation, p_sender, p_detail);
  end if;
end $$;

-- A new way in. Null when it is there, or why not.
create function make_join_link(
    p_conversation bigint, p_user bigint, p_code text, p_seconds bigint, p_uses_max int, p_approval boolean,
    p_links_max int)
  returns text
  language plpgsql as $$
declare
  v_who record;
begin
  v_who := begin_group_action(p_conversation, p_user, 1);
  if v_who.refusal is not null then
    return v_who.refusal;
  end if;
  delete from join_link l where l.conversation_id = p_conversation and not is_open(l);
  if p_links_max <= (select count(*) from join_link l where l.conversation_id = p_conversation) then
    return 'TOO_MANY_LINKS';
  end if;
  insert into join_link (code, conversation_id, created_by, created_at, expires_at, uses_max, approval)
    values (p_code, p_conversation, p_user, clock_timestamp(), clock_timestamp() + make_interval(secs => p_seconds),
            p_uses_max, p_approval);
  return null;
end $$;

-- Whether a link lets anybody in any more.
create function is_open(p_link join_link) returns boolean
  language sql stable
  return coalesce((p_link).expires_at > clock_timestamp(), true)
     and coalesce((p_link).uses < (p_link).uses_max, true);

create function revoke_join_link(p_conversation bigint, p_user bigint, p_code text) returns text
  language plpgsql as $$
declare
  v_who record;
begin
  v_who := begin_group_action(p_conversation, p_user, 1);
  if v_who.refusal is null then
    delete from join_link where conversation_id = p_conversation and code = p_code;
  end if;
  return v_who.refusal;
end $$;

-- What stands in the way of somebody with a link; locks the conversation.
create function begin_join(p_conversation bigint, p_user bigint, p_code text, p_members_max int) returns text
  language plpgsql as $$
begin
  perform 1 from conversation c where c.id = p_conversation for no key update;
  return case
    when not exists (select from join_link l
                      where l.code = p_code and l.conversation_id = p_conversation and is_open(l)) then 'LINK_NOT_FOUND'
    when exists (select from ban b where b.conversation_id = p_conversation and b.user_id = p_user) then 'BANNED'
    when p_members_max <= (select count(*) from conversation_member m where m.conversation_id = p_conversation)
      then 'TOO_MANY_MEMBERS' end;
end $$;

-- By a link that asks nobody.
create function join_by_link(p_conversation bigint, p_user bigint, p_code text, p_members_max int)
  returns action_result
  language plpgsql as $$
declare
  v_refusal text := begin_join(p_conversation, p_user, p_code, p_members_max);
  v_seq     bigint;
begin
  select m.joined_seq into v_seq
    from conversation_member m where m.conversation_id = p_conversation and m.user_id = p_user;
  if found then
    return unchanged(p_conversation, v_seq);
  elsif v_refusal is not null then
    return refused(v_refusal);
  elsif (select l.approval from join_link l where l.code = p_code) then
    return refused('LINK_NOT_FOUND');
  end if;
  update join_link set uses = uses + 1 where code = p_code;
  return let_in(p_conversation, p_user, array[p_user], p_members_max);
end $$;

-- By a link that asks an admin: why not, and which admins to tell of a new request. Each request uses the link once.
create function ask_to_join(
    p_conversation bigint, p_user bigint, p_code text, p_members_max int, out refusal text, out admins bigint[])
  language plpgsql as $$
begin
  refusal := begin_join(p_conversation, p_user, p_code, p_members_max);
  if refusal is not null or exists (
      select from conversation_member m where m.conversation_id = p_conversation and m.user_id = p_user) then
    return;
  end if;
  insert into join_request (conversation_id, user_id, at) values (p_conversation, p_user, clock_timestamp())
    on conflict do nothing;
  if found then
    update join_link set uses = uses + 1 where code = p_code;
    select array_agg(m.user_id) into admins
      from conversation_member m where m.conversation_id = p_conversation and m.role > 0;
  end if;
end $$;

create function approve_join(p_conversation bigint, p_user bigint, p_target bigint, p_members_max int)
  returns action_result
  language plpgsql as $$
declare
  v_may record;
begin
  v_may := begin_group_action(p_conversation, p_user, 1);
  if v_may.refusal is not null then
    return refused(v_may.refusal);
  elsif exists (
      select from conversation_member m where m.conversation_id = p_conversation and m.user_id = p_target) then
    return add_members(p_conversation, p_user, array[p_target], p_members_max);
  elsif not exists (
      select from join_request q where q.conversation_id = p_conversation and q.user_id = p_target) then
    return refused('REQUEST_NOT_FOUND');
  end if;
  return let_in(p_conversation, p_user, array[p_target], p_members_max);
end $$;

create function decline_join(p_conversation bigint, p_user bigint, p_target bigint) returns text
  language plpgsql as $$
declare
  v_may record;
begin
  v_may := begin_group_action(p_conversation, p_user, 1);
  if v_may.refusal is null then
    delete from join_request where conversation_id = p_conversation and user_id = p_target;
  end if;
  return v_may.refusal;
end $$;

drop function open_conversation(bigint, smallint, text, bigint, bigint[]);

-- As before; a group that its maker has named is made once, and without those who have blocked its maker.
create function open_conversation(
    p_id bigint, p_kind smallint, p_title text, p_by bigint, p_members bigint[], p_client_id text,
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
  insert into conversation as c (id, kind, title, created_by, created_at, last_at, client_id)
    values (p_id, p_kind, p_title, p_by, open_conversation.at, open_conversation.at, p_client_id)
    on conflict (created_by, client_id) where client_id is not null do nothing;
  if not found then
    select c.id into id from conversation c where c.created_by = p_by and c.client_id = p_client_id;
    is_new := false;
    xid := null;
    return;
  end if;
  insert into conversation_member (conversation_id, user_id, role)
    select p_id, m, case when p_kind = 1 and m = p_by then 2 else 0 end
      from unnest(p_members) as m
     where p_kind <> 1 or not exists (select from block b where b.owner_id = m and b.blocked_id = p_by);
  if p_kind = 1 then
    insert into event (conversation_id, seq, kind, sender_id, at, xid, body)
      values (p_id, 1, 1, p_by, open_conversation.at, open_conversation.xid, p_title);
    perform publish_batch(array[p_id], array[0::bigint], array[1], array[1], array[p_id], xid, at);
  end if;
end $$;
