-- conversations: that people have had for a while, and what they have said in them: what the growth scenario measures
-- above. Numbers ? to ? of them (from 0), among the people in the array ?, with ? messages each.
--
-- Conversation g is between person i = g mod n and the one 1 + g / n places further on, as in Ballast.java, and has the
-- id g + 1. Everything is as the server would have left it today, but what was told about it long ago: nothing is in
-- the search outbox, and no change is recent.
with wanted as (
  select ?::bigint as first, ?::bigint as last, ?::bigint[] as people, ?::int as messages,
         pg_current_xact_id()::text::bigint as xid, now() as at
), pair as (
  select g + 1 as id,
         people[1 + g % cardinality(people)] as one,
         people[1 + (g + 1 + g / cardinality(people)) % cardinality(people)] as other
    from wanted, generate_series(first, last) as g
), conversations as (
  insert into conversation (id, kind, created_by, created_at, last_seq, last_xid, last_at, active_on)
    select pair.id, 0, pair.one, wanted.at, wanted.messages, wanted.xid, wanted.at, activity_day(pair.id, wanted.at)
      from pair, wanted
), members as (
  insert into conversation_member (conversation_id, user_id, read_seq, delivered_seq, active_on)
    select pair.id, member, wanted.messages, wanted.messages, activity_day(pair.id, wanted.at)
      from pair, wanted, unnest(array[pair.one, pair.other]) as member
), directs as (
  insert into direct_conversation (lower_user, higher_user, conversation_id)
    select least(one, other), greatest(one, other), id from pair
)
insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body)
  select pair.id, seq, 0, case when seq % 2 = 0 then pair.one else pair.other end, wanted.at, wanted.xid,
         -- As long as a UUID.
         'ballast-' || lpad(to_hex(pair.id), 14, '0') || '-' || lpad(to_hex(seq), 13, '0'),
         'r0 s' || pair.id || ' n' || seq
           || ' weather before lunch maybe on the bridge of the quiet island by the harbour tomorrow evening'
    from pair, wanted, generate_series(1, wanted.messages) as seq
