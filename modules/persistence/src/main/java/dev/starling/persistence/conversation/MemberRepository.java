package dev.starling.persistence.conversation;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Standing;
import dev.starling.wire.group.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final String STANDING =
      """
      select exists (select 1 from conversation where id = $1),
             exists (select 1 from conversation_member where conversation_id = $1 and user_id = $2)
      """;

  private static final String VERSION_FOR =
      """
      select c.member_version
        from conversation_member m
        join conversation c on c.id = m.conversation_id
       where m.conversation_id = $1 and m.user_id = $2
      """;

  private static final String WATERMARKS =
      """
      select m.conversation_id, m.user_id, coalesce(q.read_seq, m.read_seq),
             coalesce(q.delivered_seq, m.delivered_seq)
        from conversation_member m
        left join quiet_mark q on q.conversation_id = m.conversation_id and q.user_id = m.user_id
       where m.conversation_id = any ($1)
       order by m.conversation_id, m.user_id
      """;

  private static final String ROLES =
      """
      select user_id, role from conversation_member where conversation_id = $1 and role > 0
      """;

  private static final String PAGE =
      """
      select m.conversation_id, m.user_id, coalesce(q.read_seq, m.read_seq),
             coalesce(q.delivered_seq, m.delivered_seq)
        from conversation_member m
        left join quiet_mark q on q.conversation_id = m.conversation_id and q.user_id = m.user_id
       where m.conversation_id = $1 and m.user_id > $2
       order by m.user_id
       limit $3
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

  public Future<Standing> standing(UserId user, ConversationId conversation) {
    return database
        .run(STANDING, conversation.value(), user.value())
        .map(rows -> standing(rows.iterator().next()));
  }

  /// The version of the list of members, for one of them; empty for anybody else.
  public Future<Optional<Integer>> versionFor(UserId member, ConversationId conversation) {
    return database
        .run(VERSION_FOR, conversation.value(), member.value())
        .map(rows -> rows.stream().findFirst().map(row -> row.getInteger(0)));
  }

  /// Every member of these conversations, with how far they have come.
  public Future<List<Watermark>> watermarks(Collection<ConversationId> conversations) {
    return database
        .run(WATERMARKS, values(conversations))
        .map(rows -> Rows.list(rows, Watermark::of));
  }

  /// Members in the order of their ids, with how far they have come.
  ///
  /// @param after the last of the page before, null for the first page
  public Future<List<Watermark>> page(ConversationId conversation, UserId after, int limit) {
    return database
        .run(PAGE, conversation.value(), after == null ? 0L : after.value(), limit)
        .map(rows -> Rows.list(rows, Watermark::of));
  }

  /// Of those who are more than plain members.
  public Future<Map<UserId, Role>> roles(ConversationId conversation) {
    return database
        .run(ROLES, conversation.value())
        .map(
            rows -> {
              Map<UserId, Role> roles = HashMap.newHashMap(rows.size());
              rows.forEach(
                  row -> roles.put(new UserId(row.getLong(0)), Role.values()[row.getShort(1)]));
              return roles;
            });
  }

  private static Object values(Collection<ConversationId> conversations) {
    return conversations.stream().map(ConversationId::value).toArray(Long[]::new);
  }

  private static Standing standing(Row row) {
    if (!row.getBoolean(0)) {
      return Standing.UNKNOWN_CONVERSATION;
    }
    return row.getBoolean(1) ? Standing.MEMBER : Standing.STRANGER;
  }

  private static MemberList memberList(Row row) {
    return new MemberList(
        row.getInteger(1), Stream.of(row.getArrayOfLongs(2)).map(UserId::new).toList());
  }
}
