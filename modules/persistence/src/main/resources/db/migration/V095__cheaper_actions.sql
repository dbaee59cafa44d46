-- The same answers with less work: an action took PostgreSQL some 300 µs, and half of that went into helpers.

-- Whether nothing of a message can be seen any more. Volatile, as the clock is: else it cannot be inlined.
create or replace function is_gone(p_state jsonb, p_expires_at timestamptz) returns boolean
  language sql volatile
  return coalesce(p_state ? 'deleted', false) or coalesce(p_expires_at <= clock_timestamp(), false);

-- The message as somebody can act on it; null when there is none, or nothing of it can be seen any more, or not by
-- them.
create or replace function message_for(p_conversation bigint, p_user bigint, p_seq bigint) returns event
  language plpgsql as $$
declare
  m event;
begin
  select * into m from event e
   where e.conversation_id = p_conversation and e.seq = p_seq and e.kind = 0 and not is_gone(e.state, e.expires_at)
     and not exists (
         select from conversation_member c
          where c.conversation_id = p_conversation and c.user_id = p_user and c.visible_from_seq > p_seq);
  return m;
end $$;

-- What publish_batch() does, for one event, without its arrays.
create function publish_event(
    p_conversation bigint, p_seq bigint, p_version int, p_stale boolean, p_xid bigint, p_at timestamptz)
  returns void
  language plpgsql as $$
begin
  if p_stale then
    perform publish_batch(
        array[p_conversation], array[p_seq - 1], array[1], array[p_version], array[p_conversation], p_xid, p_at);
    return;
  end if;
  update conversation set last_seq = p_seq, last_xid = p_xid, last_at = p_at where id = p_conversation;
  insert into event_outbox (conversations, firsts, counts) values (array[p_conversation], array[p_seq], array[1]);
  insert into recent_change (xid, conversations, heads, member_versions)
    values (p_xid, array[p_conversation], array[p_seq], array[p_version]);
end $$;

-- Gives an event the next place of its conversation, whose row the caller has locked. Somebody whom the other one of a
-- direct conversation has blocked changes nothing in it (ST005), but for what they take back.
create or replace function write_event(
    p_conversation bigint, p_kind smallint, p_sender bigint, p_target bigint, p_body text, p_detail jsonb)
  returns action_result
  language plpgsql as $$
declare
  r       action_result;
  v_base  bigint;
  v_quiet boolean;
  v_stale boolean;
begin
  r.conversation_id := p_conversation;
  r.kind := p_kind;
  r.sender_id := p_sender;
  r.target := p_target;
  r.body := p_body;
  r.detail := p_detail;
  r.at := clock_timestamp();
  r.xid := pg_current_xact_id()::text::bigint;
  select c.last_seq, c.last_xid, c.member_version, c.active_on < activity_day(c.id, r.at), c.restricted and c.kind = 0
    into v_base, r.previous_xid, r.member_version, v_stale, v_quiet
    from conversation c where c.id = p_conversation;
  if v_quiet and p_kind <> 3 and unheard_by(p_conversation, p_sender) is not null then
    raise exception 'nobody hears of it' using errcode = 'ST005', detail = v_base::text;
  end if;
  r.seq := v_base + 1;
  insert into event (conversation_id, seq, kind, sender_id, at, xid, body, target, detail)
    values (p_conversation, r.seq, p_kind, p_sender, r.at, r.xid, p_body, p_target, p_detail);
  perform publish_event(p_conversation, r.seq, r.member_version, v_stale, r.xid, r.at);
  return r;
end $$;
