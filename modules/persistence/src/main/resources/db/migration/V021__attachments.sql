-- Which files messages and groups refer to: media.uses counts them, in the transaction that says so. Messages are
-- written by two functions and erased by more; triggers count whoever writes. What brings no files does not reach them.

-- The files of a message, in its order; null for none.
create function attached(p_detail jsonb) returns bigint[]
  language plpgsql immutable as $$
begin
  return (select array_agg(id_number(x ->> 'id') order by o)
            from jsonb_array_elements(p_detail -> 'attachments') with ordinality as a(x, o));
end $$;

-- Keeps the files that messages are about to refer to as they are until the end of the transaction: all of them at once
-- and in the order of their ids, so that writers cannot deadlock however their messages are mixed.
--
-- p_details  as they come, null for a plain text
create function hold_media(p_details text[]) returns void
  language plpgsql as $$
begin
  perform 1 from media m
    where m.id in (select unnest(attached(d::jsonb)) from unnest(p_details) d where d like '%"attachments"%')
    order by m.id for no key update;
end $$;

-- What is wrong with the files of a message, which are held: one is not there any more.
create function bad_attachment(p_detail jsonb) returns text
  language plpgsql stable as $$
begin
  if p_detail ? 'attachments' and exists (
      select from unnest(attached(p_detail)) a(id)
       where not exists (select from media m where m.id = a.id and m.state = 1)) then
    return 'MEDIA_NOT_FOUND';
  end if;
  return '';
end $$;

-- As before; and a message does not bring a file that is not there.
create or replace function bad_reference(p_conversation bigint, p_detail jsonb) returns text
  language sql stable
  return case
    when p_detail is null then null
    when (p_detail -> 'poll' ->> 'closesAt')::timestamptz <= clock_timestamp() then 'POLL_CLOSED'
    else coalesce(nullif(bad_answer(p_conversation, p_detail), ''), nullif(bad_thread(p_conversation, p_detail), ''),
                  bad_attachment(p_detail)) end;

-- A message came, changed, or is gone for good.
create function count_attachments() returns trigger
  language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.detail ? 'attachments' then
    perform use_media(attached(old.detail), -1);
  end if;
  if tg_op <> 'DELETE' and new.detail ? 'attachments' then
    perform use_media(attached(new.detail), 1);
  end if;
  return null;
end $$;

create trigger attachments_came after insert on event
  for each row when (new.detail ? 'attachments')
  execute function count_attachments();

create trigger attachments_changed after update of detail on event
  for each row when (old.detail -> 'attachments' is distinct from new.detail -> 'attachments')
  execute function count_attachments();

create trigger attachments_gone after delete on event
  for each row when (old.detail ? 'attachments')
  execute function count_attachments();

-- Something names another file than before, by its id as clients see it; null for none. Why that is refused, or null.
create function exchange_media(p_before text, p_after text) returns text
  language plpgsql as $$
declare
  v_before bigint := id_number(p_before);
  v_after  bigint := id_number(p_after);
begin
  if v_before is not distinct from v_after then
    return null;
  end if;
  perform 1 from media m where m.id in (v_before, v_after) order by m.id for no key update;
  if v_after is not null and not exists (select from media m where m.id = v_after and m.state = 1) then
    return 'MEDIA_NOT_FOUND';
  end if;
  perform use_media(array[v_before], -1);
  perform use_media(array[v_after], 1);
  return null;
end $$;

-- What a message can be found by: its text and the names of its files.
create function searched_text(p_body text, p_detail jsonb) returns text
  language sql immutable
  return case when p_detail ? 'attachments' and p_body is not null then (
      select concat_ws(' ', nullif(p_body, ''), string_agg(x ->> 'name', ' ' order by o))
        from jsonb_array_elements(p_detail -> 'attachments') with ordinality as a(x, o))
    else p_body end;
