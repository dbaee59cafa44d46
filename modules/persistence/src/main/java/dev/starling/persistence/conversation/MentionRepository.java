package dev.starling.persistence.conversation;

import dev.starling.persistence.Database;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the members of a conversation have to do with a text that mentions some of them.
public final class MentionRepository {

  /// @param members those of the people asked about who are members
  /// @param mayMentionAll whether whoever says it may mention everybody
  public record Mentionable(Set<UserId> members, boolean mayMentionAll) {}

  private static final String MENTIONABLE =
      """
      select array(select m.user_id from conversation_member m
                    where m.conversation_id = $1 and m.user_id = any ($2)),
             exists (select 1 from conversation_member m
                      where m.conversation_id = $1 and m.user_id = $3 and m.role > 0)
               or exists (select 1 from conversation c where c.id = $1 and c.member_count <= $4)
      """;

  private final Database database;

  public MentionRepository(Database database) {
    this.database = database;
  }

  /// @param allUpTo in conversations with more members only admins may mention everybody
  public Future<Mentionable> mentionable(
      ConversationId conversation, Collection<UserId> people, UserId sender, int allUpTo) {
    Long[] ids = people.stream().map(UserId::value).toArray(Long[]::new);
    return database
        .run(MENTIONABLE, conversation.value(), ids, sender.value(), allUpTo)
        .map(rows -> mentionable(rows.iterator().next()));
  }

  private static Mentionable mentionable(Row row) {
    return new Mentionable(
        Stream.of(row.getArrayOfLongs(0)).map(UserId::new).collect(Collectors.toSet()),
        row.getBoolean(1));
  }
}
