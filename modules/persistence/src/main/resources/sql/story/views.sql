-- One page of who has seen a story, how many have, how many of them no page names, and what they reacted with: all of
-- the same rows in one snapshot, and one row even when the page is empty.
--
-- $1 story, $2 its author, $3 now
-- $4 the list of a story that has expired is over when it was not posted after this, and it is not archived
-- $5, $6 time and viewer that the page begins behind; null for the first page
-- $7 limit, $8 as many reactions are counted apart
--
-- A view has a name when neither of the two looked at stories privately then, nor does now; a reaction always has one.
-- Relies on story_view_by_story, which is read once for the counts and as far as needed for the page.
select counted.n, counted.hidden, reactions.emojis, reactions.counts,
       page.id, page.username, page.display_name, page.at, page.emoji, page.reacted_at
  from kept_story s
 cross join lateral (
       select exists (select from privacy_setting p where p.user_id = $2 and not p.story_views) as hides) author
 cross join lateral (
       select count(*) as n,
              count(*) filter (
                where v.emoji is null and (author.hides or not v.named or not coalesce(p.story_views, true))) as hidden
         from kept_view v
         join account a on a.id = v.viewer_id
         left join privacy_setting p on p.user_id = v.viewer_id
        where v.story_id = s.id and v.expires_at = s.expires_at) counted
 cross join lateral (
       select array_agg(r.emoji order by r.n desc, r.emoji) as emojis,
              array_agg(r.n order by r.n desc, r.emoji) as counts
         from (select v.emoji, count(*) as n
                 from kept_view v
                 join account a on a.id = v.viewer_id
                where v.story_id = s.id and v.expires_at = s.expires_at and v.emoji is not null
                group by v.emoji
                order by count(*) desc, v.emoji
                limit $8) r) reactions
  left join lateral (
       select a.id, a.username, a.display_name, v.at, v.emoji, v.reacted_at
         from kept_view v
         join account a on a.id = v.viewer_id
         left join privacy_setting p on p.user_id = v.viewer_id
        where v.story_id = s.id and v.expires_at = s.expires_at
          and (v.at, v.viewer_id) < (coalesce($5::timestamptz, 'infinity'), $6)
          and (v.emoji is not null or not (author.hides or not v.named or not coalesce(p.story_views, true)))
          %s
        order by v.at desc, v.viewer_id desc
        limit $7) page on true
 where s.id = $1 and s.author_id = $2 and s.deleted_at is null and (s.expires_at > $3 or s.at > $4 or s.archived)
 order by page.at desc, page.id desc
