package dev.starling.hooks;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import dev.starling.outbound.OutboundConfig;
import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Secret;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// People, what they say, and nodes that send hooks.
final class World implements AutoCloseable {

  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  static final Duration AFTER = Duration.ofMillis(300);

  final Vertx vertx = Vertx.vertx();
  final Database database;
  private final List<Hooks> nodes = new ArrayList<>();
  private final AtomicLong ids = new AtomicLong(100);

  World() {
    String postgres = Services.shared().postgres().newDatabase().uri().toString();
    database = Database.open(vertx, PostgresConfig.DEFAULTS.at(postgres)).await();
  }

  static PushConfig push(String url) {
    return new PushConfig(
        url == null ? null : URI.create(url),
        url == null ? null : new Secret(SECRET),
        null,
        null,
        AFTER,
        Duration.ofMillis(500),
        true,
        Duration.ofDays(1));
  }

  static PushConfig webPush() {
    return new PushConfig(
        null,
        null,
        null,
        "mailto:operator@example.org",
        AFTER,
        Duration.ZERO,
        true,
        Duration.ofDays(1));
  }

  static HooksConfig config(PushConfig push, int attemptsMax) {
    return new HooksConfig(
        push,
        Duration.ofMillis(50),
        4,
        attemptsMax,
        Duration.ofMillis(20),
        Duration.ofMillis(200),
        Duration.ofDays(1),
        3,
        3,
        60,
        3,
        null);
  }

  @CanIgnoreReturnValue
  Hooks node(HooksConfig config) {
    Hooks.Base base =
        new Hooks.Base(
            vertx,
            database,
            OutboundConfig.DEFAULTS.allowingPrivate(),
            (sender, conversation, clientId, text) -> Future.failedFuture("not in this test"),
            Clock.systemUTC());
    Hooks node = Hooks.create(base, config);
    node.start(true).await();
    nodes.add(node);
    return node;
  }

  UserId person(String name) {
    return account(name, null);
  }

  UserId bot(String name, UserId owner) {
    return account(name, owner.value());
  }

  ConversationId conversation(String title, UserId... members) {
    long id = ids.incrementAndGet();
    database
        .run(
            "insert into conversation (id, kind, title, created_by) values ($1, $2, $3, $4)",
            id,
            title == null ? 0 : 1,
            title,
            members[0].value())
        .await();
    ConversationId conversation = new ConversationId(id);
    for (UserId member : members) {
      join(conversation, member);
    }
    return conversation;
  }

  void join(ConversationId conversation, UserId member) {
    run(
        "insert into conversation_member (conversation_id, user_id) values ($1, $2)",
        conversation.value(),
        member.value());
  }

  void leave(ConversationId conversation, UserId member) {
    run(
        "delete from conversation_member where conversation_id = $1 and user_id = $2",
        conversation.value(),
        member.value());
  }

  /// As the writer commits it: numbered and published under the conversation's lock.
  @CanIgnoreReturnValue
  long say(ConversationId conversation, UserId sender, String text) {
    return database
        .inTransaction(
            transaction ->
                transaction
                    .preparedQuery("select last_seq from conversation where id = $1 for update")
                    .execute(Tuple.of(conversation.value()))
                    .map(rows -> rows.iterator().next().getLong(0))
                    .compose(
                        last ->
                            transaction
                                .preparedQuery(
                                    """
                                    insert into event (conversation_id, seq, kind, sender_id, at, xid, client_id, body)
                                    values ($1, $2, 0, $3, clock_timestamp(),
                                            pg_current_xact_id()::text::bigint, $4, $5)
                                    """)
                                .execute(
                                    Tuple.of(
                                        conversation.value(),
                                        last + 1,
                                        sender.value(),
                                        "m" + last,
                                        text))
                                .compose(
                                    done ->
                                        transaction
                                            .preparedQuery(
                                                """
                                                select publish_batch(array[$1::bigint], array[$2::bigint], array[1],
                                                  array[1], null, pg_current_xact_id()::text::bigint,
                                                  clock_timestamp())
                                                """)
                                            .execute(Tuple.of(conversation.value(), last)))
                                .map(last + 1)))
        .await();
  }

  void delivered(ConversationId conversation, UserId user, long seq) {
    run(
        "update conversation_member set delivered_seq = $3 where conversation_id = $1 and user_id ="
            + " $2",
        conversation.value(),
        user.value(),
        seq);
  }

  void read(ConversationId conversation, UserId user, long seq) {
    run(
        """
        update conversation_member set delivered_seq = $3, read_seq = $3
         where conversation_id = $1 and user_id = $2
        """,
        conversation.value(),
        user.value(),
        seq);
  }

  void block(UserId owner, UserId blocked) {
    run("insert into block (owner_id, blocked_id) values ($1, $2)", owner.value(), blocked.value());
  }

  void run(String sql, Object... parameters) {
    database.run(sql, parameters).await();
  }

  long count(String sql, Object... parameters) {
    return database.run(sql, parameters).await().iterator().next().getLong(0);
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.stop().await());
    database.close().await();
    vertx.close().await();
  }

  private UserId account(String name, Long owner) {
    long id = ids.incrementAndGet();
    run(
        """
        insert into account (id, username, username_key, display_name, password_hash, created_at, owner_id)
        values ($1, $2, $2, $3, '', now(), $4)
        """,
        id,
        name.toLowerCase() + id,
        name,
        owner);
    return new UserId(id);
  }
}
