-- Stories are searched where they are: see decision 43. These say what of a story is looked through, as searched_text()
-- and message_marks() do for a message.

-- All that a story shows in words, one part after the other: its texts, addresses, the names of its files, what stands
-- on its areas, and its caption.
create function searched_story(p_text text, p_content jsonb, p_caption text) returns text
  language sql immutable
  return concat_ws(E'\n',
    case when p_content is null then p_text end,
    (select string_agg(concat_ws(E'\n', part ->> 'text', part ->> 'link', part -> 'media' ->> 'name',
              (select string_agg(concat_ws(' ', a ->> 'label', a ->> 'url', a ->> 'question',
                        (select string_agg(o, ' ' order by n)
                           from jsonb_array_elements_text(a -> 'options') with ordinality as option(o, n))),
                      E'\n' order by n)
                 from jsonb_array_elements(part -> 'areas') with ordinality as area(a, n))),
            E'\n' order by n)
       from jsonb_array_elements(p_content) with ordinality as parts(part, n)),
    p_caption);

-- What a story has and is, for one who looks: names of `Mark`.
create function story_marks(p_viewer bigint, s story) returns text[]
  language sql stable
  return array_remove(array[
    case when s.text ~* '\mhttps?://' or s.caption ~* '\mhttps?://'
           or s.content @? '$[*] ? (exists(@.link) || @.text like_regex "https?://" flag "i")'
           or s.content @? '$[*].areas[*] ? (@.kind == "link")' then 'link' end,
    case when s.content @? '$[*] ? (@.kind == "picture")' then 'image' end,
    case when s.content @? '$[*] ? (@.kind == "video")' then 'video' end,
    case when s.content @? '$[*].media' then 'file' end,
    case when s.content @? '$[*].areas[*] ? (@.kind == "poll")' then 'poll' end,
    case when s.edited_at is not null then 'edited' end,
    case when p_viewer = any (s.mentions) then 'mentioned' end], null);
