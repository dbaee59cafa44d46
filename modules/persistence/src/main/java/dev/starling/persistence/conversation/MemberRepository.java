package dev.starling.persistence.conversation;

import dev.starling.persistence.Database;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Conversation.Member;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The members of conversations.
public final class MemberRepository {

  private static final String LISTS =
      """
      select c.id, c.member_version, array_agg(m.user_id)
        from conversation c
        join conversation_member m on m.conversation_id = c.id
       where c.id = any ($1)
       group by c.id
      """;

  private static final String IS_MEMBER =
      """
      select 1 from conversation_member where conversation_id = $1 and user_id = $2
      """;

  private static final String MEMBERSHIPS =
      """
      select conversation_id from conversation_member where user_id = $1 and conversation_id = any ($2)
      """;

  private static final String DETAILS =
      """
      select m.conversation_id, a.id, a.username, a.display_name, m.read_seq, m.delivered_seq
        from conversation_member m
        join account a on a.id = m.user_id
       where m.conversation_id = any ($1)
       order by m.conversation_id, a.username
      """;

  private final Database database;

  public MemberRepository(Database database) {
    this.database = database;
  }

  /// Unknown conversations are missing from the answer.
  public Future<Map<ConversationId, MemberList>> lists(Collection<ConversationId> conversations) {
    return database
        .run(LISTS, values(conversations))
        .map(
            rows -> {
              Map<ConversationId, MemberList> lists = HashMap.newHashMap(rows.size());
              rows.forEach(row -> lists.put(new ConversationId(row.getLong(0)), memberList(row)));
              return lists;
            });
  }

  public Future<Boolean> isMember(ConversationId conversation, UserId user) {
    return database.run(IS_MEMBER, conversation.value(), user.value()).map(rows -> rows.size() > 0);
  }

  /// Those of the conversations that the user is a member of.
  public Future<List<ConversationId>> memberships(
      UserId user, Collection<ConversationId> conversations) {
    return database
        .run(MEMBERSHIPS, user.value(), values(conversations))
        .map(
            rows -> {
              List<ConversationId> found = new ArrayList<>(rows.size());
              rows.forEach(row -> found.add(new ConversationId(row.getLong(0))));
              return found;
            });
  }

  public Future<Map<ConversationId, List<Member>>> details(
      Collection<ConversationId> conversations) {
    return database
        .run(DETAILS, values(conversations))
        .map(
            rows -> {
              Map<ConversationId, List<Member>> details = new HashMap<>();
              rows.forEach(
                  row ->
                      details
                          .computeIfAbsent(
                              new ConversationId(row.getLong(0)), id -> new ArrayList<>())
                          .add(member(row)));
              return details;
            });
  }

  private static Object values(Collection<ConversationId> conversations) {
    return conversations.stream().map(ConversationId::value).toArray(Long[]::new);
  }

  private static MemberList memberList(Row row) {
    return new MemberList(
        row.getInteger(1), Stream.of(row.getArrayOfLongs(2)).map(UserId::new).toList());
  }

  private static Member member(Row row) {
    return new Member(
        new UserId(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5));
  }
}
