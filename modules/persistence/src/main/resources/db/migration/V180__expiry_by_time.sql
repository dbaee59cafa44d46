-- As before, the earliest first: by event_by_expiry, and never by the key of the log. In the order of conversations it
-- was planned, while the log was short, as a walk through all of it, and every node did so once a minute.
create or replace function erase_expired(p_now timestamptz, p_limit int) returns int
  language plpgsql as $$
declare
  m       record;
  v_count int := 0;
begin
  -- All of their files at once, in the order in which writers hold them.
  perform hold_media(array(
    select e.detail::text from event e
     where e.expires_at <= p_now and e.body is not null
     order by e.expires_at
     limit p_limit));
  for m in
    select due.*
      from (select e.conversation_id, e.seq, e.detail -> 'thread' as thread
              from event e
             where e.expires_at <= p_now and e.body is not null
             order by e.expires_at
             limit p_limit) due
     order by due.conversation_id, due.seq
  loop
    -- As an action does: nobody edits or quotes it meanwhile. Who is at it, is waited for next time.
    perform 1 from conversation c where c.id = m.conversation_id for no key update skip locked;
    if found then
      perform erase_message(m.conversation_id, m.seq);
      if m.thread is not null then -- Its root counts it.
        update event e set detail = jsonb_build_object('thread', m.thread)
         where e.conversation_id = m.conversation_id and e.seq = m.seq;
      end if;
      perform index_again(m.conversation_id, m.seq);
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end $$;
