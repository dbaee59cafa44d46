-- Files that people upload: what is known of them, and how far they are. Their bytes are in a folder or in an S3 store,
-- under a key made of the id. A row is there before its object and goes after it, so no object is ever forgotten.

create table media (
  id           bigint      primary key,
  owner_id     bigint      not null,
  state        smallint    not null,              -- 0 coming in; 1 there; 2 going: nobody sees it any more
  name         text,                              -- as the owner calls it
  size         bigint      not null,              -- while it comes in: what it is going to be, or may become
  created_at   timestamptz not null,
  idle_since   timestamptz,                       -- 0: something came; 1: nobody refers to it; 2: its removal was tried
  uses         int         not null default 0,    -- how many messages, profiles and so on refer to it

  -- While it comes in: how much of it is safe, what the store wants to know to go on, and who is writing until when.
  received     bigint      not null default 0,
  progress     text        collate "C",
  writer       bigint,
  writer_until timestamptz,

  -- Once it is there: what its content was found to be.
  kind         smallint,                          -- 0 picture, 1 video, 2 audio, 3 file
  content_type text        collate "C",
  width        int,
  height       int,
  duration_ms  bigint,
  blurhash     text        collate "C",
  thumbnail    text        collate "C",           -- its type; null for none
  thumbnail_size int
);
create index media_by_owner on media (owner_id, state) include (size);
create index media_by_idleness on media (state, idle_since) where idle_since is not null;

-- The keys that sign the addresses of files, numbered; the newest that every node knows signs, all of them verify.
create table media_key (
  id         int         primary key,
  secret     bytea       not null,
  created_at timestamptz not null
);

-- Begins an upload. Those of one owner take turns, so that the limits hold.
--
-- p_size      what it may become; counts against p_bytes_max until it is known better
-- status      0 begun, 1 too many uploads are under way, 2 too many bytes are kept already, 3 id taken
create function begin_media(
    p_id bigint, p_owner bigint, p_name text, p_size bigint, p_open_max int, p_bytes_max bigint)
  returns int
  language plpgsql as $$
declare
  v_open  bigint;
  v_bytes numeric;
begin
  perform pg_advisory_xact_lock(20001, hashint8(p_owner));
  select count(*) filter (where m.state = 0), coalesce(sum(m.size), 0) into v_open, v_bytes
    from media m
   where m.owner_id = p_owner and m.state in (0, 1);
  if v_open >= p_open_max then
    return 1;
  elsif v_bytes + p_size > p_bytes_max then
    return 2;
  end if;
  insert into media (id, owner_id, state, name, size, created_at, idle_since)
    values (p_id, p_owner, 0, p_name, p_size, clock_timestamp(), clock_timestamp())
    on conflict do nothing;
  return case when found then 0 else 3 end;
end $$;

-- Somebody refers to these files from now on, or does no more. In the order of their ids, as everybody locks them.
create function use_media(p_ids bigint[], p_delta int) returns void
  language plpgsql as $$
begin
  perform 1 from media m where m.id = any (p_ids) order by m.id for no key update;
  update media m
     set uses = m.uses + p_delta,
         idle_since = case when m.uses + p_delta > 0 then null else clock_timestamp() end
   where m.id = any (p_ids) and m.state = 1;
end $$;
