-- What the stories scenario measures among. Each statement stands behind its name; blank lines divide them. Triggers
-- are off. Of the columns of a story only those are named that a plain text for one's contacts has.

-- people: so many accounts with the ids from 1 on
insert into account (id, username, username_key, display_name, password_hash, created_at)
  select id, 'ballast' || id, 'ballast' || id, 'Ballast ' || id, '', now() from generate_series(1, ?::int) as id

-- acquaintances: each of so many has ten others as contacts
insert into contact (owner_id, contact_id)
  select owner, 1 + (owner + i * 7919 - 1) % people
    from (select ?::int as people) wanted, generate_series(1, people) as owner, generate_series(1, 10) as i
  on conflict do nothing

-- authors: each viewer is a contact of some of the first people
insert into contact (owner_id, contact_id)
  select 1 + (v.place * 7 + i * (telling / each)) % telling, v.id
    from (select ?::bigint[] as viewers, ?::int as telling, ?::int as each) wanted,
         unnest(viewers) with ordinality as v(id, place), generate_series(0, each - 1) as i
  on conflict do nothing

-- silent: and of other viewers, who never post
insert into contact (owner_id, contact_id)
  select viewers[1 + (v.place + i - 1) % cardinality(viewers)], v.id
    from (select ?::bigint[] as viewers, ?::int as silent) wanted,
         unnest(viewers) with ordinality as v(id, place),
         generate_series(1, least(silent, cardinality(viewers) - 1)) as i
  on conflict do nothing

-- days: on which the stories expire; a statement of its own, for an insert knows no partition that begins with it
select make_story_day((now() at time zone 'UTC')::date + day) from generate_series(0, 1) as day

-- stories: some of all by their numbers, so many of each author, posted in the last twenty hours; an id says when, as
-- IdSource has it
with wanted as (
  select ?::int as first, ?::int as last, ?::int as each
)
insert into story (id, author_id, kind, text, at, expires_at)
  select ((extract(epoch from at) * 1000)::bigint - 1735689600000) << 22 | number & 4194303, 1 + number / each, 0,
         'story ' || number || ' of a day by the river', at, at + interval '1 day'
    from wanted, generate_series(first, last) as number,
         lateral (
           select date_trunc('milliseconds', now() - number::bigint * 7919 % 72000 * interval '1 second') as at) posted

-- views: every other pair of a viewer and an author has been there
insert into story_view (viewer_id, story_id, expires_at, at)
  select c.contact_id, s.id, s.expires_at, s.at
    from unnest(?::bigint[]) as viewer
    join contact c on c.contact_id = viewer
    join story s on s.author_id = c.owner_id
   where (c.contact_id + c.owner_id) % 2 = 0

-- watermarks: of the same pairs
insert into story_seen (viewer_id, author_id, seen_until)
  select c.contact_id, c.owner_id, max(s.id)
    from unnest(?::bigint[]) as viewer
    join contact c on c.contact_id = viewer
    join story s on s.author_id = c.owner_id
   where (c.contact_id + c.owner_id) % 2 = 0
   group by c.contact_id, c.owner_id

-- renewal: no copy of a feed made so far counts any more
update story_generation
   set generation = greatest(generation + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint)
