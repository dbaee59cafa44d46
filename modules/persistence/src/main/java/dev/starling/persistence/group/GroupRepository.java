package dev.starling.persistence.group;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import dev.starling.wire.group.Ban;
import dev.starling.wire.group.JoinLink;
import dev.starling.wire.group.JoinPreview;
import dev.starling.wire.group.JoinRequest;
import dev.starling.wire.group.NewLink;
import dev.starling.wire.group.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Links, requests and bans of groups: what is asked and changed besides the events.
public final class GroupRepository {

  /// Where a page begins: behind this one. Nobody is in a list twice.
  public record Place(Instant at, UserId user) {}

  /// What became of somebody's wish to join.
  ///
  /// @param refusal why an admin does not have to decide; empty when one has
  /// @param admins those whom to tell of it, none when they know already
  public record Asked(Optional<ErrorCode> refusal, List<UserId> admins) {
    public Asked {
      admins = List.copyOf(admins);
    }
  }

  private static final String ROLE =
      """
      select role from conversation_member where conversation_id = $1 and user_id = $2
      """;

  private static final String MAKE_LINK =
      """
      select make_join_link($1, $2, $3, $4, $5, $6, $7)
      """;

  private static final String REVOKE_LINK =
      """
      select revoke_join_link($1, $2, $3)
      """;

  private static final String LINKS =
      """
      select l.code, l.created_by, l.created_at, l.expires_at, l.uses_max, l.uses, l.approval
        from join_link l
       where l.conversation_id = $1 and is_open(l)
       order by l.created_at desc, l.code
      """;

  private static final String PREVIEW =
      """
      select c.id, c.title, c.description, c.picture,
             (select count(*) from conversation_member m where m.conversation_id = c.id)::int, l.approval
        from join_link l
        join conversation c on c.id = l.conversation_id
       where l.code = $1 and is_open(l)
      """;

  private static final String ASK =
      """
      select refusal, admins from ask_to_join($1, $2, $3, $4)
      """;

  private static final String DECLINE =
      """
      select decline_join($1, $2, $3)
      """;

  private static final String REQUESTS =
      """
      select user_id, at
        from join_request
       where conversation_id = $1 and ($2::timestamptz is null or (at, user_id) > ($2, $3))
       order by at, user_id
       limit $4
      """;

  private static final String BANS =
      """
      select user_id, reason, banned_by, at
        from ban
       where conversation_id = $1 and ($2::timestamptz is null or (at, user_id) > ($2, $3))
       order by at, user_id
       limit $4
      """;

  private final Database database;

  public GroupRepository(Database database) {
    this.database = database;
  }

  /// Empty when they are no member.
  public Future<Optional<Role>> role(UserId user, ConversationId conversation) {
    return database
        .run(ROLE, conversation.value(), user.value())
        .map(rows -> Rows.list(rows, row -> Role.values()[row.getShort(0)]).stream().findFirst());
  }

  /// Empty when it is there now, or why not.
  public Future<Optional<ErrorCode>> makeLink(
      UserId user, ConversationId conversation, String code, NewLink link, int linksMax) {
    return database
        .run(
            MAKE_LINK,
            conversation.value(),
            user.value(),
            code,
            link.expiresIn(),
            link.uses(),
            link.asks(),
            linksMax)
        .map(GroupRepository::refusal);
  }

  /// Empty when it is not there any more, or why not.
  public Future<Optional<ErrorCode>> revokeLink(
      UserId user, ConversationId conversation, String code) {
    return database
        .run(REVOKE_LINK, conversation.value(), user.value(), code)
        .map(GroupRepository::refusal);
  }

  /// Those that let anybody in, the newest first.
  public Future<List<JoinLink>> links(ConversationId conversation) {
    return database
        .run(LINKS, conversation.value())
        .map(rows -> Rows.list(rows, GroupRepository::link));
  }

  /// Where a link leads to, empty when it lets nobody in.
  public Future<Optional<JoinPreview>> preview(String code) {
    return database
        .run(PREVIEW, code)
        .map(rows -> Rows.list(rows, GroupRepository::preview).stream().findFirst());
  }

  public Future<Asked> ask(UserId user, ConversationId conversation, String code, int membersMax) {
    return database
        .run(ASK, conversation.value(), user.value(), code, membersMax)
        .map(rows -> new Asked(refusal(rows), admins(rows.iterator().next())));
  }

  /// Empty when nobody asks any more, or why not.
  public Future<Optional<ErrorCode>> decline(
      UserId user, ConversationId conversation, UserId asker) {
    return database
        .run(DECLINE, conversation.value(), user.value(), asker.value())
        .map(GroupRepository::refusal);
  }

  /// In the order in which they asked.
  ///
  /// @param after null for the first page
  public Future<List<JoinRequest>> requests(ConversationId conversation, Place after, int limit) {
    return page(REQUESTS, conversation, after, limit)
        .map(
            rows ->
                Rows.list(
                    rows,
                    row -> new JoinRequest(new UserId(row.getLong(0)), Rows.instant(row, 1))));
  }

  /// In the order in which they were banned.
  ///
  /// @param after null for the first page
  public Future<List<Ban>> bans(ConversationId conversation, Place after, int limit) {
    return page(BANS, conversation, after, limit)
        .map(rows -> Rows.list(rows, GroupRepository::ban));
  }

  private Future<RowSet<Row>> page(
      String sql, ConversationId conversation, Place after, int limit) {
    OffsetDateTime at = after == null ? null : after.at().atOffset(ZoneOffset.UTC);
    Long user = after == null ? null : after.user().value();
    return database.run(sql, conversation.value(), at, user, limit);
  }

  private static Optional<ErrorCode> refusal(RowSet<Row> rows) {
    return Optional.ofNullable(rows.iterator().next().getString(0)).map(ErrorCode::valueOf);
  }

  private static List<UserId> admins(Row row) {
    Long[] admins = row.getArrayOfLongs(1);
    return admins == null ? List.of() : Arrays.stream(admins).map(UserId::new).toList();
  }

  private static JoinLink link(Row row) {
    return new JoinLink(
        row.getString(0),
        new UserId(row.getLong(1)),
        Rows.instant(row, 2),
        Rows.instant(row, 3),
        row.getInteger(4),
        row.getInteger(5),
        row.getBoolean(6));
  }

  private static JoinPreview preview(Row row) {
    return new JoinPreview(
        new ConversationId(row.getLong(0)),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getInteger(4),
        row.getBoolean(5));
  }

  private static Ban ban(Row row) {
    return new Ban(
        new UserId(row.getLong(0)),
        row.getString(1),
        new UserId(row.getLong(2)),
        Rows.instant(row, 3));
  }
}
