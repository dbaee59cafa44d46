-- What some authors have for a viewer now, one row for each of them who has something.
--
-- $1 viewer, $2 now, $3 authors
select s.author_id, count(*), count(*) filter (where s.author_id <> $1 and v.story_id is null), max(s.at),
       exists (select from audience_list_member m where m.owner_id = $1 and m.list_id = 0 and m.user_id = s.author_id)
  from unnest($3::bigint[]) as asked(id)
  join story_for($1, $2) s on s.author_id = asked.id
  left join story_view v on v.viewer_id = $1 and v.story_id = s.id and v.expires_at = s.expires_at
 group by s.author_id
