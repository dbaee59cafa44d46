-- Stories, and who has seen them. Both tables have a partition for each day (UTC) on which stories expire, so that old
-- days are dropped and never deleted row by row. Nothing relies on the dropping: every read asks for expires_at > now.

create table story (
  id         bigint      not null,
  author_id  bigint      not null,
  kind       smallint    not null,              -- 0 text
  text       text,                              -- null once the story is deleted
  client_id  text        collate "C",           -- the author's name for it; null for what no client names
  at         timestamptz not null,
  expires_at timestamptz not null,
  deleted_at timestamptz,                       -- the row stays until its day goes, for retries of the post
  primary key (id, expires_at)
) partition by range (expires_at);
create index story_by_author on story (author_id, expires_at) where deleted_at is null;
create index story_by_client_id on story (author_id, client_id) where client_id is not null;

-- One row per viewer and story: "seen" for the viewer, a view for the author.
create table story_view (
  viewer_id  bigint      not null,
  story_id   bigint      not null,
  expires_at timestamptz not null,              -- the story's
  at         timestamptz not null,
  primary key (viewer_id, story_id, expires_at)
) partition by range (expires_at);
create index story_view_by_story on story_view (story_id, at, viewer_id);

-- Makes the partitions of one day of expiry, if they are not there. Attaching takes a lock that neither reads nor
-- writes of other days wait for.
create function make_story_day(p_day date) returns void
  language plpgsql as $$
declare
  v_table     text;
  v_partition text;
begin
  perform pg_advisory_xact_lock(5002, 0);
  foreach v_table in array array['story', 'story_view'] loop
    v_partition := v_table || to_char(p_day, '"_d"YYYYMMDD');
    continue when to_regclass(v_partition) is not null;
    execute format('create table %I (like %I including all)', v_partition, v_table);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', v_table, v_partition,
                   p_day::timestamp at time zone 'UTC', (p_day + 1)::timestamp at time zone 'UTC');
  end loop;
end $$;

-- Drops the partitions of the days before p_before and says how many. Dropping locks out every other statement on
-- stories, so it gives up soon when it has to wait for one, and leaves the rest to the next attempt.
create function drop_story_days(p_before date) returns int
  language plpgsql set lock_timeout = '500ms' as $$
declare
  v_partition regclass;
  v_dropped   int := 0;
begin
  -- story before story_view, as every reader locks them.
  for v_partition in
    select i.inhrelid::regclass
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('story'::regclass, 'story_view'::regclass)
       and to_date(right(c.relname, 8), 'YYYYMMDD') < p_before
     order by i.inhparent = 'story_view'::regclass, c.relname
  loop
    execute format('drop table %s', v_partition);
    v_dropped := v_dropped + 1;
  end loop;
  return v_dropped;
end $$;

-- The copies of feeds outside of PostgreSQL name the authors that may have stories for a viewer. This is where a feed
-- looks for what such a copy may lack: authors who posted, or gained a contact, and are not known to be in the copies
-- yet; and authors with so many contacts that they are never put there.
create table story_pull (
  ticket    bigint      generated always as identity primary key,
  viewer_id bigint      not null,               -- whose copy may lack the author; 0 for all of their contacts
  author_id bigint      not null,
  until     timestamptz,                        -- stays till then; null until it is known to be in the copies
  added_at  timestamptz not null default now()
);
create index story_pull_by_viewer on story_pull (viewer_id, author_id);

-- Copies of another generation count for nothing. Starts and grows with the clock, so that not even a database that was
-- set back, or another one, repeats a generation.
create table story_generation (
  only_row   boolean primary key default true check (only_row),
  generation bigint  not null
);
insert into story_generation (generation) values ((extract(epoch from clock_timestamp()) * 1000)::bigint);

-- Instead of bringing the tickets' authors into the copies: no copy made so far counts any more.
create function renew_story_copies(p_tickets bigint[]) returns bigint
  language sql as $$
  delete from story_pull where ticket = any (p_tickets);
  update story_generation
     set generation = greatest(generation + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint)
  returning generation;
$$;

-- Whoever adds a contact, and however: the copy of the contact's feed may lack the owner from now on.
create function pull_new_contacts() returns trigger
  language plpgsql as $$
begin
  insert into story_pull (viewer_id, author_id) select contact_id, owner_id from added;
  return null;
end $$;
create trigger contact_added after insert on contact
  referencing new table as added for each statement execute function pull_new_contacts();

-- Posts a story. Posts of one author take turns, so that client ids are unique, although the table's keys must hold the
-- day of expiry, and the limit holds.
--
-- p_pushed_max  authors with more contacts than this are pulled
-- status        0 posted, 1 posted before (id and times are the original's), 2 client id used before for another text,
--               3 posted and deleted since, 4 too many (the oldest active one expires at expires_at), 5 id taken
-- ticket        of the author in story_pull, null when they stay there until the story expires
create function post_story(
    p_id bigint, p_author bigint, p_kind smallint, p_text text, p_client_id text, p_at timestamptz,
    p_expires_at timestamptz, p_active_max int, p_pushed_max int,
    out status int, out id bigint, out at timestamptz, out expires_at timestamptz, out ticket bigint)
  language plpgsql as $$
#variable_conflict use_column
declare
  v_before story;
  v_active bigint;
  v_pulled boolean;
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
      status := case when v_before.deleted_at is not null then 3
                     when v_before.kind <> p_kind or v_before.text <> p_text then 2
                     else 1 end;
      return;
    end if;
  end if;

  select count(*), min(s.expires_at) into v_active, expires_at
    from story s
   where s.author_id = p_author and s.expires_at > p_at and s.deleted_at is null;
  if v_active >= p_active_max then
    status := 4;
    return;
  end if;
  expires_at := p_expires_at;

  if to_regclass('story' || to_char(p_expires_at at time zone 'UTC', '"_d"YYYYMMDD')) is null then
    perform make_story_day((p_expires_at at time zone 'UTC')::date);
  end if;
  insert into story (id, author_id, kind, text, client_id, at, expires_at)
    values (p_id, p_author, p_kind, p_text, p_client_id, p_at, p_expires_at)
    on conflict do nothing;
  if not found then
    status := 5;
    return;
  end if;

  v_pulled := p_pushed_max < (select count(*) from (
      select from contact c where c.owner_id = p_author limit p_pushed_max + 1) counted);
  insert into story_pull as p (viewer_id, author_id, until)
    values (0, p_author, case when v_pulled then p_expires_at end)
    returning p.ticket into ticket;
  if v_pulled then
    ticket := null;
  end if;
  status := 0;
end $$;
