-- How many people are in a conversation, beside it: a list of conversations says so for each, and counting ten thousand
-- members for one line of it would cost more than all the rest. Kept by the rows of members themselves, so that it is
-- right however they come and go.
alter table conversation add column member_count int not null default 0;
update conversation c
   set member_count = m.n
  from (select conversation_id, count(*) as n from conversation_member group by conversation_id) m
 where c.id = m.conversation_id;

create function count_members() returns trigger
  language plpgsql as $$
begin
  update conversation c
     set member_count = c.member_count + m.n * case tg_op when 'INSERT' then 1 else -1 end
    from (select conversation_id, count(*) as n from changed group by conversation_id) m
   where c.id = m.conversation_id;
  return null;
end $$;
create trigger members_added after insert on conversation_member
  referencing new table as changed for each statement execute function count_members();
create trigger members_removed after delete on conversation_member
  referencing old table as changed for each statement execute function count_members();
