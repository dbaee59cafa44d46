-- One page of a viewer's feed, the state of all of it, and the generation of copies that it may be compared with: all
-- in one snapshot, and one row even when the page is empty.
--
-- $1 viewer, $2 now
-- $3, $4, $5 rank, time of the latest story and id of the author that the page begins behind; rank -1 for the first
-- page
-- $6 limit, $7 the state that needs no page, or null
-- $8 authors that may have stories for the viewer, out of a copy; null to look at everybody who may
--
-- Relies on contact_by_contact, story_by_author, and on the primary key of story_view, which is read once for all
-- stories. PostgreSQL takes an array for ten authors, in both cases, and so looks each of them up: what a feed costs
-- depends on the viewer's contacts and not on how many stories there are. Only story_pull makes up for what a copy
-- lacks: see V005; and no copy knows of stories for groups.
with candidate as (
  select $1::bigint as id
   union
  select unnest(coalesce($8::bigint[], array(select story_authors($1))))
   union
  select author_id from story_pull where viewer_id in (0, $1)
   union
  select s.author_id
    from story s
   where s.audience = 5 and s.deleted_at is null and s.expires_at > $2
     and s.audience_ids && array(select conversation_id from conversation_member where user_id = $1)
), seen as materialized (
  select story_id from story_view where viewer_id = $1 and expires_at > $2
), item as (
  select s.author_id, s.id, s.at, s.expires_at, s.author_id = $1 or seen.story_id is not null as seen
    from candidate
    join story_for($1, $2) s on s.author_id = candidate.id
    left join seen on seen.story_id = s.id
   -- What is for everyone comes to those who know the author, or whom the author knows.
   where s.audience <> 0 or s.author_id = $1
      or exists (select from contact c where c.owner_id = s.author_id and c.contact_id = $1)
      or exists (select from contact c where c.owner_id = $1 and c.contact_id = s.author_id)
), author_items as (
  select author_id,
         array_agg(id order by at, id) as ids,
         array_agg(at order by at, id) as ats,
         array_agg(expires_at order by at, id) as expiries,
         array_agg(seen order by at, id) as seens,
         count(*) filter (where not seen) as unseen,
         max(at) as latest
    from item
   group by author_id
), entry as materialized (
  select a.id, a.username, a.display_name, i.ids, i.ats, i.expiries, i.seens, i.unseen, i.latest,
         case when a.id = $1 then 0 when i.unseen > 0 then 1 else 2 end as rank
    from author_items i
    join account a on a.id = i.author_id
), summary as (
  select left(encode(sha256(convert_to($1 || coalesce(string_agg(
           row(e.id, e.username, e.display_name, e.ids, e.seens)::text, '' order by e.id), ''), 'UTF8')), 'hex'), 32)
         as state
    from entry e
)
select g.generation, summary.state, page.id, page.username, page.display_name, page.ids, page.ats, page.expiries,
       page.seens, page.unseen, page.latest, page.rank
  from story_generation g
 cross join summary
  left join lateral (
       select e.id, e.username, e.display_name, e.ids, e.ats, e.expiries, e.seens, e.unseen, e.latest, e.rank
         from entry e
        where summary.state is distinct from $7
          and (e.rank > $3 or (e.rank = $3 and (e.latest, e.id) < ($4, $5)))
        order by e.rank, e.latest desc, e.id desc
        limit $6) page on true
 order by page.rank, page.latest desc, page.id desc
