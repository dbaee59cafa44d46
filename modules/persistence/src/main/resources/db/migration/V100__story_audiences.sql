-- Stories of several parts, for whom their author chooses. Who sees a story is a rule that is looked at with each read:
-- story_for() below, and nowhere else.

alter table story
  add column content        jsonb,                           -- its parts; null for a plain text, which stands in text
  add column caption        text,
  add column mentions       bigint[],
  add column audience       smallint    not null default 1,  -- 0 everyone, 1 contacts, 2 close friends, 3 lists,
                                                             -- 4 contacts except, 5 conversations
  add column audience_ids   bigint[]    not null default '{}',  -- 2, 3, 4: lists of the author; 5: conversations
  add column audience_users bigint[]    not null default '{}',  -- 4: who is left out
  add column reshare_of     bigint,                          -- the story that it shows again
  add column edited_at      timestamptz,                     -- of caption or mentions, which viewers see
  add column digest         text        collate "C";         -- of what was posted, for retries

-- As before, with what was deleted: feeds need it for their order, and the limit of a day counts it.
drop index story_by_author;
create index story_by_author on story (author_id, expires_at);
-- Stories for a group are always looked up: who is in a group changes by itself.
create index story_by_conversation on story using gin (audience_ids) where audience = 5 and deleted_at is null;

-- Lists of people that somebody keeps to choose who sees their stories. List 0 is everybody's close friends.
create table audience_list (
  id       bigint      primary key,
  owner_id bigint      not null,
  name     text        not null
);
create unique index audience_list_by_name on audience_list (owner_id, name);

create table audience_list_member (
  owner_id bigint not null,
  list_id  bigint not null,
  user_id  bigint not null,
  primary key (owner_id, list_id, user_id)
);
-- "Whose lists am I in": whose stories may be for me.
create index audience_list_member_by_user on audience_list_member (user_id, owner_id);

-- Whose stories somebody wants apart from the others.
create table story_mute (
  owner_id  bigint not null,
  author_id bigint not null,
  primary key (owner_id, author_id)
);

-- The stories that somebody may see at this moment, and those that are deleted since they might: the one rule of who
-- sees what. PostgreSQL puts it into the statement that reads from it, so it costs what the condition costs. It is a
-- condition on each story; nothing here finds stories.
create function story_rule(p_viewer bigint, p_now timestamptz) returns setof story
  language sql stable as $$
  select s.*
    from story s
   where s.expires_at > p_now
     and (s.author_id = p_viewer
          or case
               when s.audience = 0 then true
               when s.audience in (2, 3) then exists (
                 select from audience_list_member m
                  where m.owner_id = s.author_id and m.user_id = p_viewer and m.list_id = any (s.audience_ids))
               when s.audience = 5 then exists (
                 select from conversation_member v
                   join conversation_member a on a.conversation_id = v.conversation_id and a.user_id = s.author_id
                  where v.user_id = p_viewer and v.conversation_id = any (s.audience_ids))
               else exists (
                      select from contact c where c.owner_id = s.author_id and c.contact_id = p_viewer)
                    and (s.audience = 1
                         or (p_viewer <> all (s.audience_users)
                             and not exists (
                               select from audience_list_member m
                                where m.owner_id = s.author_id and m.user_id = p_viewer
                                  and m.list_id = any (s.audience_ids))))
             end
             and not exists (select from block b where b.owner_id = s.author_id and b.blocked_id = p_viewer)
             and not exists (select from block b where b.owner_id = p_viewer and b.blocked_id = s.author_id)
             and not exists (select from suspension u where u.user_id = s.author_id and u.until > p_now))
$$;

-- The stories that are there for somebody at this moment: what every statement reads from.
create function story_for(p_viewer bigint, p_now timestamptz) returns setof story
  language sql stable as $$
  select s.* from story_rule(p_viewer, p_now) s where s.deleted_at is null
$$;

-- Those whose feeds a story may come into, whoever may see it then, behind p_after in the order of their ids: the
-- members of lists and groups; for contacts the author's; for everyone also those who have the author as a contact.
create function story_targets(p_author bigint, p_audience smallint, p_ids bigint[], p_after bigint, p_limit int)
  returns setof bigint
  language sql stable as $$
  (select c.contact_id from contact c
    where p_audience in (0, 1, 4) and c.owner_id = p_author and c.contact_id > p_after
    order by c.contact_id limit p_limit)
   union
  (select c.owner_id from contact c
    where p_audience = 0 and c.contact_id = p_author and c.owner_id > p_after
    order by c.owner_id limit p_limit)
   union
  (select distinct m.user_id from audience_list_member m
    where p_audience in (2, 3) and m.owner_id = p_author and m.list_id = any (p_ids) and m.user_id > p_after
    order by m.user_id limit p_limit)
   union
  (select distinct v.user_id from conversation_member v
    where p_audience = 5 and v.conversation_id = any (p_ids) and v.user_id > p_after and v.user_id <> p_author
    order by v.user_id limit p_limit)
   order by 1 limit p_limit
$$;

-- The authors that may have a story for somebody's feed, by contacts and lists.
create function story_authors(p_viewer bigint) returns setof bigint
  language sql stable as $$
  select c.owner_id from contact c where c.contact_id = p_viewer
   union
  select c.contact_id from contact c where c.owner_id = p_viewer
   union
  select m.owner_id from audience_list_member m where m.user_id = p_viewer
$$;

-- Whoever adds a contact, and however: the copy of the contact's feed may lack the owner from now on, and that of the
-- owner's feed the contact, who may have something for everyone.
create or replace function pull_new_contacts() returns trigger
  language plpgsql as $$
begin
  insert into story_pull (viewer_id, author_id)
    select contact_id, owner_id from added union select owner_id, contact_id from added;
  return null;
end $$;

-- As for contacts: whoever comes into a list, and however.
create function pull_new_listed() returns trigger
  language plpgsql as $$
begin
  insert into story_pull (viewer_id, author_id) select distinct user_id, owner_id from added;
  return null;
end $$;
create trigger listed after insert on audience_list_member
  referencing new table as added for each statement execute function pull_new_listed();

-- Makes a list. The same name again is the same list.
--
-- outcome  MADE, THERE, TOO_MANY_LISTS
create function make_list(p_id bigint, p_owner bigint, p_name text, p_max int, out outcome text, out id bigint)
  language plpgsql as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock(5005, hashint8(p_owner));
  select l.id into id from audience_list l where l.owner_id = p_owner and l.name = p_name;
  outcome := case when found then 'THERE'
                  when (select count(*) from audience_list l where l.owner_id = p_owner) >= p_max then 'TOO_MANY_LISTS'
                  else 'MADE' end;
  if outcome = 'MADE' then
    insert into audience_list (id, owner_id, name) values (p_id, p_owner, p_name) returning audience_list.id into id;
  end if;
end $$;

-- Puts somebody into a list. Null, or why not: LIST_NOT_FOUND, USER_NOT_FOUND, TOO_MANY_LISTED.
create function add_to_list(p_owner bigint, p_list bigint, p_user bigint, p_max int) returns text
  language plpgsql as $$
begin
  perform pg_advisory_xact_lock(5005, hashint8(p_owner));
  if p_list <> 0 and not exists (select from audience_list l where l.id = p_list and l.owner_id = p_owner) then
    return 'LIST_NOT_FOUND';
  elsif not exists (select from account a where a.id = p_user) then
    return 'USER_NOT_FOUND';
  elsif not exists (
      select from audience_list_member m where m.owner_id = p_owner and m.list_id = p_list and m.user_id = p_user) then
    if (select count(*) from audience_list_member m where m.owner_id = p_owner and m.list_id = p_list) >= p_max then
      return 'TOO_MANY_LISTED';
    end if;
    insert into audience_list_member (owner_id, list_id, user_id) values (p_owner, p_list, p_user);
  end if;
  return null;
end $$;

-- Deletes a list; whether there was one. Nobody sees more for it: whom it left out of a story stays left out of that.
create function delete_list(p_owner bigint, p_list bigint, p_now timestamptz) returns boolean
  language plpgsql as $$
begin
  perform pg_advisory_xact_lock(5005, hashint8(p_owner));
  delete from audience_list where id = p_list and owner_id = p_owner;
  if not found then
    return false;
  end if;
  update story s
     set audience_users = array(
           select unnest(s.audience_users)
            union
           select m.user_id from audience_list_member m where m.owner_id = p_owner and m.list_id = p_list)
   where s.author_id = p_owner and s.expires_at > p_now and s.audience = 4 and p_list = any (s.audience_ids);
  delete from audience_list_member where owner_id = p_owner and list_id = p_list;
  return true;
end $$;

-- The files of a story, each once for each part that has it; null for none.
create function story_media(p_content jsonb) returns bigint[]
  language sql immutable
  return (select array_agg(distinct id_number(part -> 'media' ->> 'id'))
            from jsonb_array_elements(p_content) as part where part ? 'media');

-- A story came, is deleted, or is cleaned away: media.uses counts its files, as V021 does for messages. A file that a
-- story has in two parts counts once.
create function count_story_media() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    perform use_media(story_media(old.content), -1);
  end if;
  perform use_media(story_media(new.content), 1);
  return null;
end $$;

create trigger story_media_came after insert on story
  for each row when (new.content is not null)
  execute function count_story_media();

create trigger story_media_changed after update of content on story
  for each row when (old.content is not null and old.content is distinct from new.content)
  execute function count_story_media();

-- Gives the files of stories back that are to be dropped with their days, some at a time: dropping runs no trigger.
-- Answers how many stories it were.
create function release_story_media(p_before date, p_limit int) returns int
  language plpgsql as $$
declare
  v_released int;
begin
  update story s set content = null
   where (s.id, s.expires_at) in (
         select o.id, o.expires_at from story o
          where o.expires_at < p_before::timestamp at time zone 'UTC' and o.content is not null
          order by o.id
          limit p_limit
            for update skip locked);
  get diagnostics v_released = row_count;
  return v_released;
end $$;

-- As before, but a day stays as long as a story of it holds files.
create or replace function drop_story_days(p_before date) returns int
  language plpgsql set lock_timeout = '500ms' as $$
declare
  v_partition regclass;
  v_holds     boolean;
  v_kept      text[] := '{}';
  v_dropped   int := 0;
begin
  -- story before story_view, as every reader locks them.
  for v_partition in
    select i.inhrelid::regclass
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('story'::regclass, 'story_view'::regclass)
       and case when c.relname ~ '_d[0-9]{8}$' then to_date(right(c.relname, 8), 'YYYYMMDD') end < p_before
     order by i.inhparent = 'story_view'::regclass, c.relname
  loop
    if v_partition::text like 'story\_d%' then
      execute format('select exists (select from %s where content is not null)', v_partition) into v_holds;
      if v_holds then
        v_kept := v_kept || right(v_partition::text, 8);
      end if;
    end if;
    continue when right(v_partition::text, 8) = any (v_kept);
    execute format('drop table %s', v_partition);
    v_dropped := v_dropped + 1;
  end loop;
  return v_dropped;
end $$;

-- Whether one of these people is not there.
create function names_nobody(p_users bigint[]) returns boolean
  language sql stable
  return exists (select from unnest(p_users) as u(id) where not exists (select from account a where a.id = u.id));

-- Why an author may not post for this audience, or null.
create function bad_audience(p_author bigint, p_audience smallint, p_ids bigint[]) returns text
  language sql stable
  return case
    when p_audience in (2, 3, 4) and exists (
           select from unnest(p_ids) as wanted(id)
            where wanted.id <> 0
              and not exists (select from audience_list l where l.id = wanted.id and l.owner_id = p_author))
      then 'LIST_NOT_FOUND'
    when p_audience = 5 and exists (
           select from unnest(p_ids) as wanted(id)
            where not exists (
                  select from conversation_member m
                    join conversation c on c.id = m.conversation_id and c.kind = 1
                   where m.conversation_id = wanted.id and m.user_id = p_author))
      then 'NOT_A_MEMBER' end;

-- From now on every feed looks for the author, until the ticket is given back; with more targets than p_pushed_max
-- until the story expires, and there is no ticket. Stories for groups need none: feeds look them up in any case.
create function pull_story(
    p_author bigint, p_audience smallint, p_ids bigint[], p_expires_at timestamptz, p_pushed_max int) returns bigint
  language plpgsql as $$
declare
  v_pulled boolean;
  v_ticket bigint;
begin
  if p_audience = 5 then
    return null;
  end if;
  v_pulled := p_pushed_max < (select count(*) from (
      select from story_targets(p_author, p_audience, p_ids, 0, p_pushed_max + 1)) counted);
  insert into story_pull (viewer_id, author_id, until)
    values (0, p_author, case when v_pulled then p_expires_at end)
    returning ticket into v_ticket;
  return case when not v_pulled then v_ticket end;
end $$;

-- Posts a story. Posts of one author take turns, so that client ids are unique, although the table's keys must hold the
-- day of expiry, and the limits hold.
--
-- p_active_max  so many at a time
-- p_day_max     so many in 24 hours, deleted ones included
-- p_pushed_max  authors whose story has more targets than this are pulled
-- outcome       STORED; STORED_BEFORE (id and times are the original's); CLIENT_ID_REUSED; DELETED_SINCE;
--               TOO_MANY_ACTIVE and TOO_MANY_A_DAY (there is room at expires_at); ID_TAKEN; USER_NOT_FOUND (mentioned);
--               MEDIA_NOT_FOUND; what bad_audience() says
-- ticket        of the author in story_pull, null when they stay there until the story expires
drop function post_story(bigint, bigint, smallint, text, text, timestamptz, timestamptz, int, int);
create function post_story(
    p_id bigint, p_author bigint, p_kind smallint, p_text text, p_content jsonb, p_caption text, p_mentions bigint[],
    p_audience smallint, p_audience_ids bigint[], p_audience_users bigint[], p_reshare_of bigint, p_client_id text,
    p_at timestamptz, p_expires_at timestamptz, p_active_max int, p_day_max int, p_pushed_max int,
    out outcome text, out id bigint, out at timestamptz, out expires_at timestamptz, out ticket bigint)
  language plpgsql as $$
#variable_conflict use_column
declare
  v_before story;
  v_digest text := md5(row(p_kind, p_text, p_content, p_caption, p_mentions, p_audience, p_audience_ids,
                           p_audience_users, p_reshare_of)::text);
  v_active bigint;
  v_files  bigint[] := story_media(p_content);
begin
  perform pg_advisory_xact_lock(5001, hashint8(p_author));
  id := p_id;
  at := p_at;
  expires_at := p_expires_at;

  if p_client_id is not null then
    select s.* into v_before from story s where s.author_id = p_author and s.client_id = p_client_id limit 1;
    if found then
      id := v_before.id;
      at := v_before.at;
      expires_at := v_before.expires_at;
      outcome := case when v_before.deleted_at is not null then 'DELETED_SINCE'
                      when v_before.digest <> v_digest or (v_before.digest is null and v_before.text <> p_text)
                        then 'CLIENT_ID_REUSED'
                      else 'STORED_BEFORE' end;
      return;
    end if;
  end if;

  select count(*), min(s.expires_at) into v_active, expires_at
    from story s
   where s.author_id = p_author and s.expires_at > p_at and s.deleted_at is null;
  if v_active >= p_active_max then
    outcome := 'TOO_MANY_ACTIVE';
    return;
  end if;
  select s.at + interval '1 day' into expires_at
    from story s
   where s.author_id = p_author and s.expires_at > p_at - interval '1 day' and s.at > p_at - interval '1 day'
   order by s.at desc
  offset p_day_max - 1 limit 1;
  if found then
    outcome := 'TOO_MANY_A_DAY';
    return;
  end if;
  expires_at := p_expires_at;

  perform 1 from media m where m.id = any (v_files) order by m.id for no key update;
  outcome := case
    when exists (select from unnest(v_files) as f(id)
                  where not exists (select from media m where m.id = f.id and m.state = 1)) then 'MEDIA_NOT_FOUND'
    when names_nobody(p_mentions) then 'USER_NOT_FOUND'
    else bad_audience(p_author, p_audience, p_audience_ids) end;
  if outcome is not null then
    return;
  end if;

  if to_regclass('story' || to_char(p_expires_at at time zone 'UTC', '"_d"YYYYMMDD')) is null then
    perform make_story_day((p_expires_at at time zone 'UTC')::date);
  end if;
  insert into story (id, author_id, kind, text, content, caption, mentions, audience, audience_ids, audience_users,
                     reshare_of, client_id, digest, at, expires_at)
    values (p_id, p_author, p_kind, p_text, p_content, p_caption, p_mentions, p_audience, p_audience_ids,
            p_audience_users, p_reshare_of, p_client_id, v_digest, p_at, p_expires_at)
    on conflict do nothing;
  if not found then
    outcome := 'ID_TAKEN';
    return;
  end if;
  ticket := pull_story(p_author, p_audience, p_audience_ids, p_expires_at, p_pushed_max);
  outcome := 'STORED';
end $$;

-- Changes a story: its caption when p_set_caption, its mentions when p_set_mentions, its audience when that is not
-- null. Takes effect with the next read.
--
-- outcome  STORED; STORY_NOT_FOUND; USER_NOT_FOUND; what bad_audience() says
-- ticket   as post_story()'s, when the audience was changed
create function edit_story(
    p_id bigint, p_author bigint, p_now timestamptz, p_set_caption boolean, p_caption text, p_set_mentions boolean,
    p_mentions bigint[], p_audience smallint, p_audience_ids bigint[], p_audience_users bigint[], p_pushed_max int,
    out outcome text, out ticket bigint)
  language plpgsql as $$
declare
  v_story story;
begin
  select s.* into v_story
    from story s
   where s.id = p_id and s.author_id = p_author and s.expires_at > p_now and s.deleted_at is null
     for no key update;
  outcome := case
    when not found then 'STORY_NOT_FOUND'
    when names_nobody(p_mentions) then 'USER_NOT_FOUND'
    else bad_audience(p_author, p_audience, p_audience_ids) end;
  if outcome is not null then
    return;
  end if;
  update story s
     set caption = case when p_set_caption then p_caption else s.caption end,
         mentions = case when p_set_mentions then p_mentions else s.mentions end,
         edited_at = case when p_set_caption or p_set_mentions then p_now else s.edited_at end,
         audience = coalesce(p_audience, s.audience),
         audience_ids = case when p_audience is null then s.audience_ids else p_audience_ids end,
         audience_users = case when p_audience is null then s.audience_users else p_audience_users end
   where s.id = p_id and s.expires_at = v_story.expires_at;
  if p_audience is not null then
    ticket := pull_story(p_author, p_audience, p_audience_ids, v_story.expires_at, p_pushed_max);
  end if;
  outcome := 'STORED';
end $$;

-- As before; a story is reported by whoever sees it, with all that it says.
create or replace function reported(
    p_reporter bigint, p_conversation bigint, p_seq bigint, p_user bigint, p_story bigint,
    out refusal text, out behind bigint, out content jsonb)
  language plpgsql as $$
declare
  m event;
begin
  if p_story is not null then
    select s.author_id,
           jsonb_build_object('text', concat_ws(E'\n', s.text,
             (select string_agg(part ->> 'text', E'\n') from jsonb_array_elements(s.content) part), s.caption))
      into behind, content
      from story_for(p_reporter, clock_timestamp()) s
     where s.id = p_story;
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
