-- A delivery was said, or there was nothing to say: it goes, unless something newer has taken its place meanwhile,
-- which is then due. It locks the notice first, as push_withdraw() does, and looks at the delivery after that: in one
-- statement the two waited for each other, or a withdrawal that came between them stayed leased to nobody.
--
-- p_said  whether somebody was shown something
create function finish_delivery(p_id bigint, p_message_id uuid, p_said boolean) returns void
  language plpgsql as $$
declare
  v_user         bigint;
  v_conversation bigint;
  v_kind         smallint;
begin
  select d.user_id, d.conversation_id into v_user, v_conversation from hook_delivery d where d.id = p_id;
  perform 1 from push_notice n where n.user_id = v_user and n.conversation_id = v_conversation for update;
  select d.kind into v_kind from hook_delivery d where d.id = p_id;
  delete from hook_delivery d where d.id = p_id and d.message_id = p_message_id;
  if not found then
    update hook_delivery d set leased_until = null, attempts = 0 where d.id = p_id;
  end if;
  if p_said and v_kind = 1 then
    update push_notice n set told = true
     where n.user_id = v_user and n.conversation_id = v_conversation and not n.told;
  end if;
end $$;
