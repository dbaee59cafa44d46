-- One page of what was said to a poll or question of a story, what it is, and how many chose what: in one snapshot, and
-- one row even when the page is empty.
--
-- $1 story, $2 its author, $3 now
-- $4 the lists of a story that has expired are over when it was not posted after this, and it is not archived
-- $5, $6 time and viewer that the page begins behind; null for the first page
-- $7 limit; $8, $9 part and area, from 0
select (s.content -> $8::int -> 'areas' -> $9::int)::text, counted.n, counted.options, counted.counts,
       page.id, page.username, page.display_name, page.at, page.choice, page.said
  from kept_story s
 cross join lateral (
       select coalesce(sum(c.n), 0)::bigint as n,
              array_agg(c.choice::int order by c.choice) filter (where c.choice is not null) as options,
              array_agg(c.n order by c.choice) filter (where c.choice is not null) as counts
         from (select a.choice, count(*) as n
                 from kept_answer a
                where a.story_id = s.id and a.part = $8 and a.area = $9
                group by a.choice) c) counted
  left join lateral (
       select u.id, u.username, u.display_name, a.at, a.choice, a.said
         from kept_answer a
         join account u on u.id = a.viewer_id
        where a.story_id = s.id and a.part = $8 and a.area = $9
          and (a.at, a.viewer_id) < (coalesce($5::timestamptz, 'infinity'), $6)
        order by a.at desc, a.viewer_id desc
        limit $7) page on true
 where s.id = $1 and s.author_id = $2 and s.deleted_at is null and (s.expires_at > $3 or s.at > $4 or s.archived)
 order by page.at desc, page.id desc
