-- One page of a viewer's feed, the state of all of it, the moment that its order is of, and the generation of copies
-- that it may be compared with: all in one snapshot, and one row even when the page is empty.
--
-- $1 viewer, $2 now
-- $3, $4, $5 rank, time of the latest story and id of the author that the page begins behind; rank -1 for the first
-- page
-- $6 limit, $7 the state that needs no page, or null
-- $8 authors that may have stories for the viewer, out of a copy; null to look at everybody who may
-- $9 whether the muted authors are wanted, or the others
-- $10 the moment that the first page said the order is of; null for the first page
--
-- Pages behind the first order authors by what there was at that moment, also by stories that have expired, were
-- deleted or seen since, and know of none that came later. So nobody stands on two pages or between them, whatever
-- happens meanwhile; but a page shows only what is there now.
--
-- Relies on story_by_author, which is read once for all authors, on contact_by_contact, and on the primary key of
-- story_view, which is read once for all stories: what a feed costs depends on the viewer's contacts and not on how
-- many stories there are. Only story_pull makes up for what a copy lacks: see V005; and no copy knows of stories for
-- groups.
--
-- An author's stories come in one value, oldest first, each in the 27 bytes of an id, a kind, two times and whether it
-- is seen, as PostgreSQL sends these: five arrays cost more, here and where they are read.
with candidate as (
  select $1::bigint as id where not $9
   union
  select c.id
    from (select unnest(coalesce($8::bigint[], array(select story_authors($1)))) as id
           union
          select author_id from story_pull where viewer_id in (0, $1)
           union
          select s.author_id
            from story s
           where s.audience = 5 and s.deleted_at is null and s.expires_at > $2
             and s.audience_ids && array(select conversation_id from conversation_member where user_id = $1)) c
   where c.id <> $1 and $9 = (c.id in (select m.author_id from story_mute m where m.owner_id = $1))
), seen as materialized (
  select story_id from story_view
   where viewer_id = $1 and expires_at > coalesce($10, $2) and at <= coalesce($10, 'infinity')
), item as (
  select s.author_id, s.id, s.kind, s.at, s.expires_at, s.author_id = $1 or s.id in (select story_id from seen) as seen,
         s.expires_at > $2 and s.deleted_at is null as there
    from story_rule($1, coalesce($10, $2)) s
   where s.author_id = any (array(select id from candidate))
     and (s.deleted_at is null or s.deleted_at > $10)
     and s.at <= coalesce($10, 'infinity')
     -- What is for everyone comes to those who know the author, or whom the author knows.
     and (s.audience <> 0 or s.author_id = $1
          or exists (select from contact c where c.owner_id = s.author_id and c.contact_id = $1)
          or exists (select from contact c where c.owner_id = $1 and c.contact_id = s.author_id))
), author_items as (
  select author_id,
         string_agg(int8send(id) || int2send(kind) || timestamptz_send(at) || timestamptz_send(expires_at)
                      || boolsend(seen), '') filter (where there) as items,
         count(*) filter (where there and not seen) as unseen,
         max(at) filter (where there) as latest,
         bool_or(not seen) as fresh,
         max(at) as place
    -- Sorted once, and not by each author.
    from (select * from item order by author_id, at, id) item
   group by author_id
), entry as materialized (
  select a.id, a.username, a.display_name, i.items, i.unseen, i.latest, i.place,
         case when a.id = $1 then 0 when i.fresh then 1 else 2 end as rank,
         a.id in (select m.user_id from audience_list_member m where m.owner_id = $1 and m.list_id = 0) as close_friend
    from author_items i
    join account a on a.id = i.author_id
), summary as (
  select left(encode(sha256(convert_to($1 || $9::text, 'UTF8') || coalesce(string_agg(
           int8send(e.id) || e.items || boolsend(e.close_friend)
             || convert_to(row(e.username, e.display_name)::text, 'UTF8'), '' order by e.id)
             filter (where e.items is not null), '')), 'hex'), 32) as state,
         coalesce($10, greatest($2, max(e.place))) as as_of
    from entry e
)
select g.generation, summary.state, summary.as_of, page.id, page.username, page.display_name, page.close_friend,
       page.items, page.unseen, page.latest, page.rank, page.place
  from story_generation g
 cross join summary
  left join lateral (
       select e.*
         from entry e
        where summary.state is distinct from $7 and e.items is not null
          and (e.rank > $3 or (e.rank = $3 and (e.place, e.id) < ($4, $5)))
        order by e.rank, e.place desc, e.id desc
        limit $6) page on true
 order by page.rank, page.place desc, page.id desc
