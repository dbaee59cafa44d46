-- Only names that end in a day are read as one. PostgreSQL may look at the names before it looks whose partitions they
-- are, and then met those of other tables: no day was dropped any more.
create or replace function drop_story_days(p_before date) returns int
  language plpgsql set lock_timeout = '500ms' as $$
declare
  v_partition regclass;
  v_dropped   int := 0;
begin
  -- story before story_view, as every reader locks them.
  for v_partition in
    select i.inhrelid::regclass
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('story'::regclass, 'story_view'::regclass)
       and case when c.relname ~ '_d[0-9]{8}$' then to_date(right(c.relname, 8), 'YYYYMMDD') end < p_before
     order by i.inhparent = 'story_view'::regclass, c.relname
  loop
    execute format('drop table %s', v_partition);
    v_dropped := v_dropped + 1;
  end loop;
  return v_dropped;
end $$;
