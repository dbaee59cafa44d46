-- What search asks of a message besides its words. The same function feeds the index and checks what it found, so the
-- two cannot mean different things.

-- What a message has and is, for everybody alike: names of `Mark`.
create function message_marks(p_body text, p_detail jsonb, p_state jsonb) returns text[]
  language sql immutable parallel safe
  return case when p_detail is null and p_state is null then
    case when p_body ~* '\mhttps?://' then array['link'] else '{}'::text[] end
  else array_remove(array[
    case when p_body ~* '\mhttps?://' then 'link' end,
    case when p_detail @? '$.attachments[*] ? (@.kind == "picture")' then 'image' end,
    case when p_detail @? '$.attachments[*] ? (@.kind == "video")' then 'video' end,
    case when p_detail ? 'attachments' then 'file' end,
    case when p_detail ? 'poll' then 'poll' end,
    case when p_detail ? 'thread' or p_state ? 'replies' then 'thread' end,
    case when p_state ? 'reactions' then 'reaction' end,
    case when p_state ? 'pinned' then 'pinned' end,
    case when p_state ? 'editedAt' then 'edited' end], null) end;

-- What a message is for one of its readers.
create function personal_marks(
    p_user bigint, p_read_seq bigint, p_conversation bigint, p_seq bigint, p_sender bigint, p_detail jsonb)
  returns text[]
  language sql stable
  return array_remove(array[
    case when exists (select from bookmark b
                       where b.user_id = p_user and b.conversation_id = p_conversation and b.seq = p_seq)
      then 'bookmarked' end,
    case when p_detail is not null and p_sender <> p_user and exists (
        select from mention x
         where x.conversation_id = p_conversation and x.user_id in (p_user, 0) and x.seq = p_seq)
      then 'mentioned' end,
    -- As counts have it: a reply is read in its thread, and unread only for who follows that.
    case when p_sender = p_user then null
         when p_detail ? 'thread' then
           case when exists (
               select from thread_member t
                where t.conversation_id = p_conversation and t.root = (p_detail ->> 'thread')::bigint
                  and t.user_id = p_user and t.following and t.read_seq < p_seq)
             then 'unread' end
         when p_seq > p_read_seq then 'unread' end], null);

-- Whom a message mentions, as the index knows them.
create function mentioned_in(p_detail jsonb) returns text[]
  language sql immutable parallel safe
  return case when p_detail is null then '{}'::text[] else
    array(select jsonb_array_elements_text(p_detail -> 'mentions'))
      || case when p_detail ? 'mentionsAll' then array['all'] else '{}'::text[] end end;

-- Edits and deletions tell the index themselves. This is for what else it knows: first reactions, pins, first replies.
create function marks_changed() returns trigger
  language plpgsql as $$
begin
  perform index_again(new.conversation_id, new.seq);
  return null;
end $$;

create trigger marks_changed after update of state on event
  for each row when (
    new.kind = 0 and new.body is not null
      and (coalesce(old.state ? 'reactions', false), coalesce(old.state ? 'pinned', false),
           coalesce(old.state ? 'replies', false))
          is distinct from
          (coalesce(new.state ? 'reactions', false), coalesce(new.state ? 'pinned', false),
           coalesce(new.state ? 'replies', false)))
  execute function marks_changed();

-- Searches that people keep.
create table saved_search (
  user_id bigint      not null,
  name    text        not null,
  search  text        not null,                  -- the question, as JSON
  at      timestamptz not null,
  primary key (user_id, name)
);

-- The generations of the index: all messages, once. One is asked; while another is being filled both are written to.
-- What was claimed before a generation was there had been committed before, so filling it finds that.
create table search_generation (
  id              int         generated always as identity primary key,  -- stands in the names of its indices
  mapping         int         not null,                                  -- what its documents look like
  asked           boolean     not null,
  conversation_id bigint      not null default 0,                        -- how far it is filled
  seq             bigint      not null default 0,
  messages        bigint      not null default 0,                        -- that filling has written
  events          bigint      not null,                                  -- that there were, when it began
  started_at      timestamptz not null default clock_timestamp(),
  filled_at       timestamptz,
  over_at         timestamptz                                            -- nobody writes to it any more
);
create unique index search_generation_asked on search_generation (mapping) where asked;
create unique index search_generation_filling on search_generation (mapping) where filled_at is null;
