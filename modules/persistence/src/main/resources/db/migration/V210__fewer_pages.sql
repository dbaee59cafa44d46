-- The same answers from fewer pages. Among a million conversations the pages of a message are not those of the messages
-- before it, and to read them from memory is most of what it costs more than among ten thousand.

drop function publish_batch(bigint[], bigint[], int[], int[], bigint[], bigint, timestamptz);

-- As before.
--
-- p_places  where the rows are that the caller has locked; null when it does not know
create function publish_batch(
    p_conversations bigint[], p_bases bigint[], p_counts int[], p_versions int[], p_stale bigint[],
    p_xid bigint, p_at timestamptz, p_places tid[] default null)
  returns void
  language plpgsql as $$
declare
  v_firsts bigint[];
  v_heads  bigint[];
begin
  if p_places is null then
    update conversation c
       set last_seq = b.base + b.n, last_xid = p_xid, last_at = p_at
      from unnest(p_conversations, p_bases, p_counts) as b(id, base, n)
     where c.id = b.id;
  else
    update conversation c
       set last_seq = b.base + b.n, last_xid = p_xid, last_at = p_at
      from unnest(p_places, p_bases, p_counts) as b(place, base, n)
     where c.ctid = b.place;
  end if;

  if p_stale is not null then
    update conversation c set active_on = activity_day(c.id, p_at) where c.id = any (p_stale);
    -- In primary key order, as every other writer of members: no deadlock.
    perform 1 from conversation_member m
      where m.conversation_id = any (p_stale)
      order by m.conversation_id, m.user_id for no key update;
    update conversation_member m
       set active_on = activity_day(m.conversation_id, p_at)
     where m.conversation_id = any (p_stale);
  end if;

  select array_agg(base + 1 order by o), array_agg(base + n order by o) into v_firsts, v_heads
    from unnest(p_bases, p_counts) with ordinality as b(base, n, o);
  insert into event_outbox (conversations, firsts, counts) values (p_conversations, v_firsts, p_counts);
  insert into recent_change (xid, conversations, heads, member_versions)
    values (p_xid, p_conversations, v_heads, p_versions);
end $$;

drop function append_batch(bigint[], int[], int[], int[], bigint[], text[], text[], text[]);

-- As before. Senders are not looked up among the members when the node has seen them there: as long as the member list
-- has the same version, nobody has come or gone.
--
-- p_details  null when all texts are plain
-- p_seen     per message: the version of a member list that has its sender, 0 when the node knows of none; null from a
--            node of before
create function append_batch(
    p_conversations bigint[], p_counts int[],
    p_index int[], p_rank int[], p_senders bigint[], p_client_ids text[], p_bodies text[], p_details text[],
    p_seen int[] default null,
    out bases bigint[], out previous_xids bigint[], out member_versions int[], out timers int[],
    out at timestamptz, out xid bigint)
  language plpgsql as $$
declare
  v_places     tid[];
  v_stale      bigint[];
  v_restricted boolean;
begin
  select array_agg(c.place order by c.id), array_agg(c.last_seq order by c.id), array_agg(c.last_xid order by c.id),
         array_agg(c.member_version order by c.id), array_agg(c.disappear_after_s order by c.id),
         array_agg(c.id) filter (where c.active_on < activity_day(c.id, clock_timestamp())),
         bool_or(c.restricted)
    into v_places, bases, previous_xids, member_versions, timers, v_stale, v_restricted
    from (select ctid as place, id, last_seq, last_xid, member_version, active_on, restricted, disappear_after_s
            from conversation
           where id = any (p_conversations) order by id for no key update) c;
  if cardinality(bases) is distinct from cardinality(p_conversations) then
    raise exception 'unknown conversation' using errcode = 'ST001';
  end if;
  if v_restricted then
    raise exception 'restricted conversation' using errcode = 'ST003';
  end if;
  -- `offset 0`: one look into the key for each that is not known, whatever the planner thinks of the table's size.
  if exists (
      select from unnest(p_index, p_senders, p_seen) as m(i, sender, seen)
       where m.seen is distinct from member_versions[m.i]
         and not exists (
             select from conversation_member cm
              where cm.conversation_id = p_conversations[m.i] and cm.user_id = m.sender offset 0)) then
    raise exception 'not a member' using errcode = 'ST002';
  end if;
  if p_details is not null then
    perform hold_media(p_details);
  end if;
  if p_details is not null and exists (
      select 1 from unnest(p_index, p_senders, p_details) as m(i, sender, detail)
       where bad_reference(p_conversations[m.i], m.detail::jsonb) > ''
          or is_hidden(p_conversations[m.i], m.sender, m.detail::jsonb)) then
    raise exception 'refers to nothing' using errcode = 'ST004';
  end if;

  -- After the locks, so that times agree with sequences.
  at := clock_timestamp();
  xid := pg_current_xact_id()::text::bigint;
  insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body, detail, expires_at)
    select p_conversations[m.i], bases[m.i] + m.rn, 0, m.sender, append_batch.at, append_batch.xid, m.client_id, m.body,
           m.detail::jsonb, append_batch.at + make_interval(secs => timers[m.i])
      from unnest(p_index, p_rank, p_senders, p_client_ids, p_bodies, p_details)
             as m(i, rn, sender, client_id, body, detail);
  perform publish_batch(p_conversations, bases, p_counts, member_versions, v_stale, xid, at, v_places);
end $$;

-- As before; now the member list of their own conversations gets another version, as all that change do.
create or replace function begin_erasing_account(p_erasure text, p_accounts bigint[], p_now timestamptz) returns void
  language plpgsql as $$
declare
  v_own bigint[] := array(
    select d.conversation_id from direct_conversation d
     where d.lower_user = any (p_accounts) and d.higher_user = d.lower_user);
begin
  perform 1 from conversation c where c.id = any (v_own) order by c.id for no key update;
  delete from conversation_member m where m.conversation_id = any (v_own);
  delete from direct_conversation d where d.lower_user = any (p_accounts) and d.higher_user = d.lower_user;
  update conversation c set deleted_at = p_now, member_version = c.member_version + 1 where c.id = any (v_own);
  insert into erasure_part (erasure_id, conversation_id, until_seq, version)
    select p_erasure, c.id, c.last_seq, c.last_seq + 1 from conversation c where c.id = any (v_own);
  insert into erasure_part (erasure_id, conversation_id, sender_id, until_seq, version, told)
    select p_erasure, x.conversation_id, x.user_id, 9000000000000000, 0, true
      from (select m.conversation_id, m.user_id from conversation_member m where m.user_id = any (p_accounts)
             union
            select f.conversation_id, f.user_id from former_member f where f.user_id = any (p_accounts)) x
      join conversation c on c.id = x.conversation_id and c.deleted_at is null;
  update erasure e set finished_at = e.started_at
   where e.id = p_erasure and not exists (select from erasure_part p where p.erasure_id = p_erasure);
end $$;
