-- What the search scenario looks through. Each statement stands behind its name; blank lines divide them. Triggers are
-- off. Everything is as the server would have left it: nothing is in the search outbox, and no change is recent.

-- shelf: for the sentences, for this connection
create temp table prose (language int, n int, sentence text, primary key (language, n))

-- prose: sentences of one language
insert into prose (language, n, sentence)
  select ?::int, n - 1, sentence from unnest(?::text[]) with ordinality as s(sentence, n)

-- people: so many accounts with the ids from 1 on
insert into account (id, username, username_key, display_name, password_hash, created_at)
  select id, 'ballast' || id, 'ballast' || id, 'Ballast ' || id, '', now() from generate_series(1, ?::int) as id

-- conversations: those with these numbers. Of a hundred, one has half of all messages, nine have a quarter, and the
-- others have the rest; each goes on for up to a year, and has ended up to sixty days ago. Two of its members are
-- ballast, the others are of those who search: some of them in every so many conversations, the others in few.
with wanted as (
  select ?::bigint as first, ?::bigint as last, ?::int as average, ?::int as people, ?::bigint[] as searchers,
         ?::int as busy, ?::int as busy_stride, ?::int as stride
), chosen as (
  select g, case when g % 100 = 0 then 50 * average when g % 100 < 10 then 3 * average
                 else greatest(1, ceil(23 * average / 90.0)::int) end as messages,
         now() - interval '60 days' * (abs(hashint8extended(g, 2) % 1000) / 1000.0) - interval '1 hour' as ended,
         array(
           select 1 + g % people
           union select 1 + (g * 7919 + 1) % people
           union select id
             from unnest(searchers) with ordinality as s(id, place)
            where case when place <= busy then abs(hashint8extended(g, 0) % busy_stride) = place % busy_stride
                       else abs(hashint8extended(g, 1) % stride) = place % stride end) as members
    from wanted, generate_series(first, last) as g
), conversations as (
  insert into conversation (id, kind, title, created_by, created_at, last_seq, last_xid, last_at, active_on,
      member_count)
    select g + 1, 1, 'Topic ' || g, members[1], ended - interval '300 days', messages,
           pg_current_xact_id()::text::bigint, ended, activity_day(g + 1, ended), cardinality(members)
      from chosen
)
insert into conversation_member (conversation_id, user_id, read_seq, delivered_seq, active_on)
  select g + 1, member, messages, messages, activity_day(g + 1, ended) from chosen, unnest(members) as member

-- messages: of the conversations with these numbers. A conversation has one language; a message has one to three
-- sentences of it, and one in fifty a link.
with wanted as (
  select ?::bigint as first, ?::bigint as last, ?::int as languages
), chosen as (
  select c.id, c.last_seq, c.last_at, c.last_xid, (abs(hashint8extended(c.id, 3) % languages))::int as language,
         array(select user_id from conversation_member m where m.conversation_id = c.id order by user_id) as members
    from wanted, conversation c
   where c.id between first + 1 and last + 1 and c.title like 'Topic %'
), size as (
  select language, count(*)::int as n from prose group by language
), said as (
  select c.*, seq, size.n, hashint8extended(seq, c.id) as h
    from chosen c
    join size on size.language = c.language,
         generate_series(1, c.last_seq) as seq
)
insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body)
  select id, seq, 0, members[1 + abs(h % cardinality(members))],
         date_trunc('milliseconds', last_at - interval '300 days' * (1 - seq::float8 / last_seq)), last_xid,
         -- As long as a UUID.
         'ballast-' || lpad(to_hex(id), 14, '0') || '-' || lpad(to_hex(seq), 13, '0'),
         (select sentence from prose p where p.language = said.language and p.n = abs(h % said.n))
           || case when h >> 8 & 1 = 1 then ' ' || (
                select sentence from prose p where p.language = said.language and p.n = abs((h >> 9) % said.n))
              else '' end
           || case when h >> 8 & 7 = 7 then ' ' || (
                select sentence from prose p where p.language = said.language and p.n = abs((h >> 17) % said.n))
              else '' end
           || case when abs(h % 50) = 0 then ' https://example.org/' || to_hex(h) else '' end
    from said

-- heard: of one who searches, a message in each of some conversations, and who wrote it
select e.conversation_id, a.username, e.body, e.at
  from (select m.conversation_id, c.last_seq
          from conversation_member m
          join conversation c on c.id = m.conversation_id
         where m.user_id = ?::bigint
         order by hashint8(m.conversation_id)
         limit 200) c
  join event e on e.conversation_id = c.conversation_id
       and e.seq = 1 + abs(hashint8extended(c.conversation_id, 4) % c.last_seq)
  join account a on a.id = e.sender_id
 order by e.conversation_id
