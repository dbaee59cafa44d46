-- What viewers do with stories: look, react, answer; and what is kept of that, for them and for the author.

-- Whether somebody is named to the authors whose stories they look at, and gets the names of their own viewers.
alter table privacy_setting
  add column story_views boolean not null default true;

-- One row per viewer and story says that they looked, and what they reacted with. So the list, its count and
-- the counts of reactions are counts of the same rows.
alter table story_view
  add column named      boolean     not null default true,  -- whether neither looked privately when it was seen
  add column emoji      text,                               -- their reaction; null for none
  add column reacted_at timestamptz;

create index story_view_by_reaction on story_view (story_id, at, viewer_id) where emoji is not null;

-- Whether a view may name the viewer to the author: what one of the two keeps to themselves, neither learns.
create function names_story_views(p_author bigint, p_viewer bigint) returns boolean
  language sql stable as $$
  select not exists (select from privacy_setting p where p.user_id in (p_author, p_viewer) and not p.story_views)
$$;

-- How far a viewer has seen an author's stories, on whatever device. Ids of stories grow with time.
create table story_seen (
  viewer_id  bigint not null,
  author_id  bigint not null,
  seen_until bigint not null,                   -- the latest story that they have seen
  primary key (viewer_id, author_id)
) with (fillfactor = 80);
create index story_seen_by_story on story_seen (seen_until);

-- Says that the viewer has seen the story. It counts once, and one's own not at all.
--
-- counted  whether it is their first look
-- moved    whether they have not seen as far before
create function see_story(
    p_story bigint, p_expires_at timestamptz, p_author bigint, p_viewer bigint, p_at timestamptz,
    out counted boolean, out moved boolean)
  language plpgsql as $$
begin
  counted := false;
  moved := false;
  if p_author = p_viewer then
    return;
  end if;
  insert into story_view (viewer_id, story_id, expires_at, at, named)
    values (p_viewer, p_story, p_expires_at, p_at, names_story_views(p_author, p_viewer))
    on conflict do nothing;
  counted := found;
  insert into story_seen as s (viewer_id, author_id, seen_until) values (p_viewer, p_author, p_story)
    on conflict (viewer_id, author_id) do update set seen_until = excluded.seen_until
    where s.seen_until < excluded.seen_until;
  moved := found;
end $$;

-- Whoever reacts has seen it.
--
-- p_emoji  null to take the reaction back
-- changed  whether it was another one before, or none
create function react_to_story(
    p_story bigint, p_expires_at timestamptz, p_author bigint, p_viewer bigint, p_at timestamptz, p_emoji text,
    out counted boolean, out moved boolean, out changed boolean)
  language plpgsql as $$
begin
  counted := false;
  moved := false;
  changed := false;
  if p_author = p_viewer then
    return;
  end if;
  if p_emoji is not null then
    select s.counted, s.moved into counted, moved
      from see_story(p_story, p_expires_at, p_author, p_viewer, p_at) s;
  end if;
  update story_view v
     set emoji = p_emoji, reacted_at = case when p_emoji is not null then p_at end
   where v.viewer_id = p_viewer and v.story_id = p_story and v.expires_at = p_expires_at
     and v.emoji is distinct from p_emoji;
  changed := found;
end $$;

-- Watermarks before any story that is still there say nothing. A few at a time: nobody waits for it.
create function forget_story_seen(p_before bigint, p_limit int) returns bigint
  language sql as $$
  with old as (
    select ctid from story_seen where seen_until < p_before order by seen_until limit p_limit for update skip locked
  ), forgotten as (
    delete from story_seen s using old where s.ctid = old.ctid returning 1
  )
  select count(*) from forgotten
$$;
