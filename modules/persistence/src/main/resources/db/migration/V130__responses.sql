-- What viewers say to stories, and which stories stay when they are over: answers, reshares, archive, highlights,
-- quotes.

-- What viewers said to polls and questions of a story: one answer of a viewer to each.
create table story_answer (
  viewer_id  bigint      not null,
  story_id   bigint      not null,
  part       smallint    not null,
  area       smallint    not null,              -- of the part, both from 0
  choice     smallint,                          -- of a poll, from 0
  said       text,                              -- to a question
  expires_at timestamptz not null,              -- the story's
  at         timestamptz not null,
  primary key (viewer_id, story_id, part, area, expires_at)
) partition by range (expires_at);
create index story_answer_by_area on story_answer (story_id, part, area, at, viewer_id);

-- Whoever answers has seen it.
--
-- changed  whether it was another answer before, or none
create function answer_story(
    p_story bigint, p_expires_at timestamptz, p_author bigint, p_viewer bigint, p_at timestamptz, p_part smallint,
    p_area smallint, p_choice smallint, p_said text, out counted boolean, out moved boolean, out changed boolean)
  language plpgsql as $$
begin
  counted := false;
  moved := false;
  changed := false;
  if p_author = p_viewer then
    return;
  end if;
  select s.counted, s.moved into counted, moved from see_story(p_story, p_expires_at, p_author, p_viewer, p_at) s;
  insert into story_answer as a (viewer_id, story_id, part, area, choice, said, expires_at, at)
    values (p_viewer, p_story, p_part, p_area, p_choice, p_said, p_expires_at, p_at)
    on conflict (viewer_id, story_id, part, area, expires_at) do update
      set choice = excluded.choice, said = excluded.said, at = excluded.at
      where (a.choice, a.said) is distinct from (excluded.choice, excluded.said);
  changed := found;
end $$;

-- Whose story it is that a story shows again.
alter table story add column reshare_author bigint;

-- As before; and what shows a story again is for nobody whom a block parts from who posted it first, and for nobody at
-- all when a block parts the two authors.
create or replace function story_rule(p_viewer bigint, p_now timestamptz) returns setof story
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
             and not exists (select from suspension u where u.user_id = s.author_id and u.until > p_now)
             and (s.reshare_author is null
                  or not exists (
                       select from block b
                        where (b.owner_id = s.reshare_author and b.blocked_id in (p_viewer, s.author_id))
                           or (b.blocked_id = s.reshare_author and b.owner_id in (p_viewer, s.author_id)))))
$$;

-- What shows a story again goes with it.
create index story_by_original on story (reshare_of) where reshare_of is not null;
create function delete_reshares() returns trigger
  language plpgsql as $$
begin
  update story s
     set deleted_at = new.deleted_at, text = null, content = null, caption = null, mentions = null
   where s.reshare_of = new.id and s.deleted_at is null;
  return null;
end $$;
create trigger story_deleted after update of deleted_at on story
  for each row when (old.deleted_at is null and new.deleted_at is not null)
  execute function delete_reshares();

-- Nor does it come after the original has gone: whoever posts it waits for whoever deletes that.
create function reshare_with_original() returns trigger
  language plpgsql as $$
begin
  select o.author_id into new.reshare_author
    from story o where o.id = new.reshare_of and o.deleted_at is null for share;
  if not found then
    new.deleted_at := new.at;
    new.text := null;
    new.content := null;
    new.caption := null;
  end if;
  return new;
end $$;
create trigger reshare_with_original before insert on story
  for each row when (new.reshare_of is not null)
  execute function reshare_with_original();

-- What somebody wants of their own stories.
create table story_setting (
  user_id bigint  primary key,
  archive boolean not null default false        -- whether their stories are kept for them when they are over
);

alter table story
  add column archived boolean not null default false;  -- is kept when it is over: its author or a highlight wants it
create index story_to_archive on story (expires_at) where archived and deleted_at is null;

create function archive_as_wanted() returns trigger
  language plpgsql as $$
begin
  new.archived := new.reshare_of is null
    and exists (select from story_setting t where t.user_id = new.author_id and t.archive);
  return new;
end $$;
create trigger archive_as_wanted before insert on story for each row execute function archive_as_wanted();

-- Where stories and what was done with them move before their day is dropped: the same columns, without days.
create table story_archive (like story including defaults, primary key (id));
create index story_archive_by_author on story_archive (author_id, at desc, id desc);
create table story_archive_view (like story_view including defaults, primary key (story_id, viewer_id));
create index story_archive_view_by_story on story_archive_view (story_id, at, viewer_id);
create table story_archive_answer (like story_answer including defaults, primary key (story_id, part, area, viewer_id));

-- Wherever they are.
create view kept_story as select * from story union all select * from story_archive;
create view kept_view as select * from story_view union all select * from story_archive_view;
create view kept_answer as select * from story_answer union all select * from story_archive_answer;

-- Moves some archived stories of days that are about to be dropped. The counts of their files stay as they are.
-- Answers how many stories it were.
create function archive_stories(p_before date, p_limit int) returns bigint
  language sql as $$
  with due as (
    select id, expires_at from story
     where archived and deleted_at is null and expires_at < p_before::timestamp at time zone 'UTC'
     order by expires_at
     limit p_limit
       for update skip locked
  ), viewed as (
    insert into story_archive_view
      select v.* from due join story_view v on v.story_id = due.id and v.expires_at = due.expires_at
  ), answered as (
    insert into story_archive_answer
      select a.* from due join story_answer a on a.story_id = due.id and a.expires_at = due.expires_at
  ), moved as (
    delete from story s using due where s.id = due.id and s.expires_at = due.expires_at returning s.*
  ), kept as (
    insert into story_archive select * from moved returning 1
  )
  select count(*) from kept
$$;

create function forget_archived() returns trigger
  language plpgsql as $$
begin
  if old.content is not null then
    perform use_media(story_media(old.content), -1);
  end if;
  delete from story_archive_view where story_id = old.id;
  delete from story_archive_answer where story_id = old.id;
  return null;
end $$;
create trigger archived_deleted after delete on story_archive for each row execute function forget_archived();

-- The rule of story_rule(), word for word, for two other questions: which archived stories are for somebody, over or
-- not, and whether one would be that has, or had, another audience.
do $$
declare
  v_rule text := pg_get_functiondef('story_rule(bigint, timestamptz)'::regprocedure);
  v_such text := replace(replace(replace(v_rule,
                   '.story_rule(', '.such_story_for('),
                   'p_now timestamp with time zone)', 'p_now timestamp with time zone, p_such story)'),
                   'from story s', 'from (select (p_such).*) s');
  v_kept text := replace(replace(replace(replace(v_rule,
                   '.story_rule(', '.kept_for('), 'SETOF story', 'SETOF kept_story'),
                   'from story s', 'from kept_story s'),
                   'where s.expires_at > p_now', 'where s.archived and s.deleted_at is null');
begin
  if v_kept not like '%.kept_for(%SETOF kept_story%from kept_story s%where s.archived and s.deleted_at is null%'
     or v_kept like '%s.expires_at > p_now%'
     or v_such not like '%.such_story_for(%p_such story)%from (select (p_such).*) s%' then
    raise exception 'story_rule() is not what these are made from: %', v_rule;
  end if;
  execute v_such;
  execute v_kept;
end $$;

-- The stories that would be there for somebody at this moment if they were not deleted.
create function deleted_for(p_viewer bigint, p_now timestamptz) returns setof story
  language sql stable as $$
  select s.* from story_rule(p_viewer, p_now) s where s.deleted_at is not null
$$;

-- Archived stories that somebody shows on, under a name.
create table highlight (
  id       bigint   primary key,
  owner_id bigint   not null,
  name     text     not null,
  cover    bigint   not null,                   -- one of its stories
  place    int      not null                    -- among the owner's
);
create index highlight_by_owner on highlight (owner_id, place, id);

create table highlight_story (
  highlight_id bigint not null references highlight on delete cascade,
  place        int    not null,
  story_id     bigint not null,
  primary key (highlight_id, place)
);
create index highlight_story_by_story on highlight_story (story_id);

-- Puts these stories into a highlight, in place of those it had. They are kept from now on.
--
-- p_name     null leaves it as it is
-- p_stories  null leaves them as they are
-- p_cover    null for as it is, or the first story when that is none of them any more
-- p_place    where it shall stand among the owner's, from 0; null leaves it where it is
-- p_max      highlights of one person
-- outcome    STORED; HIGHLIGHT_NOT_FOUND; STORY_NOT_FOUND; TOO_MANY_HIGHLIGHTS
create function write_highlight(
    p_id bigint, p_owner bigint, p_name text, p_stories bigint[], p_cover bigint, p_place int, p_is_new boolean,
    p_now timestamptz, p_max int) returns text
  language plpgsql as $$
declare
  v_stories bigint[];
begin
  perform pg_advisory_xact_lock(5110, hashint8(p_owner));
  if p_is_new then
    if p_max <= (select count(*) from highlight h where h.owner_id = p_owner) then
      return 'TOO_MANY_HIGHLIGHTS';
    end if;
  elsif not exists (select from highlight h where h.id = p_id and h.owner_id = p_owner) then
    return 'HIGHLIGHT_NOT_FOUND';
  end if;
  v_stories := coalesce(p_stories,
    array(select t.story_id from highlight_story t where t.highlight_id = p_id order by t.place));
  if p_cover <> all (v_stories)
     or exists (select from unnest(p_stories) as wanted(id)
                 where not exists (select from kept_story s
                                    where s.id = wanted.id and s.author_id = p_owner and s.deleted_at is null
                                      and s.reshare_of is null and (s.expires_at > p_now or s.archived))) then
    return 'STORY_NOT_FOUND';
  end if;
  update story s set archived = true
   where s.id = any (p_stories) and s.author_id = p_owner and not s.archived and s.deleted_at is null;
  if p_is_new then
    insert into highlight (id, owner_id, name, cover, place)
      select p_id, p_owner, p_name, coalesce(p_cover, p_stories[1]), coalesce(max(h.place) + 1, 0)
        from highlight h where h.owner_id = p_owner;
  else
    update highlight h
       set name = coalesce(p_name, h.name),
           cover = coalesce(p_cover, case when h.cover = any (v_stories) then h.cover else v_stories[1] end)
     where h.id = p_id;
  end if;
  if p_stories is not null then
    delete from highlight_story t where t.highlight_id = p_id;
    insert into highlight_story (highlight_id, place, story_id)
      select p_id, place - 1, id from unnest(p_stories) with ordinality as s(id, place);
  end if;
  if p_place is not null then
    update highlight h
       set place = moved.place
      from (select o.id, case when o.id = p_id then p_place
                              else o.rank + case when o.rank >= p_place then 1 else 0 end end as place
              from (select x.id, row_number() over (partition by x.id = p_id order by x.place, x.id) - 1 as rank
                      from highlight x where x.owner_id = p_owner) o) moved
     where h.id = moved.id;
  end if;
  return 'STORED';
end $$;

-- What a message that quotes a story shows of it, and until when (milliseconds of the epoch). It is read anew each
-- time, from the story and for the reader, so that nothing of a story is left in messages: null when it is gone for
-- them.
create function quoted_story(p_detail jsonb, p_reader bigint) returns jsonb
  language sql stable as $$
  select jsonb_build_object(
           'text', left(coalesce(s.text, s.content -> 0 ->> 'text', s.caption, ''), 100),
           'until', floor(extract(epoch from s.expires_at) * 1000)::bigint)
    from story_for(p_reader, clock_timestamp()) s
   where s.id = id_number(p_detail -> 'story' ->> 'id')
$$;

-- As before: partitions of one day of expiry, of answers, too.
create or replace function make_story_day(p_day date) returns void
  language plpgsql as $$
declare
  v_table     text;
  v_partition text;
begin
  perform pg_advisory_xact_lock(5002, 0);
  foreach v_table in array array['story', 'story_view', 'story_answer'] loop
    v_partition := v_table || to_char(p_day, '"_d"YYYYMMDD');
    continue when to_regclass(v_partition) is not null;
    execute format('create table %I (like %I including all)', v_partition, v_table);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', v_table, v_partition,
                   p_day::timestamp at time zone 'UTC', (p_day + 1)::timestamp at time zone 'UTC');
  end loop;
end $$;

-- The days that are there already.
select make_story_day(to_date(right(c.relname, 8), 'YYYYMMDD'))
  from pg_inherits i
  join pg_class c on c.oid = i.inhrelid
 where i.inhparent = 'story'::regclass;

-- As before, but those that are to be archived. Gives the files of stories back that are to be dropped with their days.
-- Answers how many stories it were.
create or replace function release_story_media(p_before date, p_limit int) returns int
  language plpgsql as $$
declare
  v_released int;
begin
  update story s set content = null
   where (s.id, s.expires_at) in (
         select o.id, o.expires_at from story o
          where o.expires_at < p_before::timestamp at time zone 'UTC' and o.content is not null
            and (not o.archived or o.deleted_at is not null)
          order by o.id
          limit p_limit
            for update skip locked);
  get diagnostics v_released = row_count;
  return v_released;
end $$;

-- As before, but a day stays as long as a story of it is to be archived, too.
create or replace function drop_story_days(p_before date) returns int
  language plpgsql set lock_timeout = '500ms' as $$
declare
  v_partition regclass;
  v_holds     boolean;
  v_kept      text[] := '{}';
  v_dropped   int := 0;
begin
  -- story before the others, as every reader locks them.
  for v_partition in
    select i.inhrelid::regclass
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('story'::regclass, 'story_view'::regclass, 'story_answer'::regclass)
       and case when c.relname ~ '_d[0-9]{8}$' then to_date(right(c.relname, 8), 'YYYYMMDD') end < p_before
     order by i.inhparent <> 'story'::regclass, c.relname
  loop
    if v_partition::text like 'story\_d%' then
      execute format('select exists (select from %s where content is not null or archived and deleted_at is null)',
                     v_partition) into v_holds;
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
