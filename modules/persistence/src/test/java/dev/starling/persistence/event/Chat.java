package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.persistence.PersistenceVerticle;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Kind;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Conversations for tests to write in, and what they are written with.
public final class Chat {

  public static final UserId ALICE = new UserId(1);
  public static final UserId BOB = new UserId(2);
  public static final UserId EVE = new UserId(3);

  private static final AtomicLong IDS = new AtomicLong(1_000);

  private Chat() {}

  /// A node's writers, so many, at work.
  public static EventWriters writers(Vertx vertx, Database database, int size) {
    EventWriters writers = new EventWriters(size);
    for (int place = 0; place < size; place++) {
      vertx
          .deployVerticle(new PersistenceVerticle(database, WriterConfig.DEFAULTS, writers, place))
          .await();
    }
    return writers;
  }

  public static ConversationId group(Database database, UserId... members) {
    ConversationId id = new ConversationId(IDS.incrementAndGet());
    List<UserId> sorted = Stream.of(members).sorted().toList();
    return new ConversationRepository(database, Clock.systemUTC())
        .open(id, Kind.GROUP, "group", sorted.getFirst(), sorted)
        .await()
        .id();
  }

  /// A direct one between two people nobody else in the tests is.
  public static ConversationId direct(Database database, UserId one, UserId other) {
    ConversationId id = new ConversationId(IDS.incrementAndGet());
    List<UserId> sorted = Stream.of(one, other).sorted().toList();
    return new ConversationRepository(database, Clock.systemUTC())
        .open(id, Kind.DIRECT, null, one, sorted)
        .await()
        .id();
  }

  public static NewMessage message(ConversationId conversation, UserId sender, String clientId) {
    return new NewMessage(conversation, sender, clientId, "text of " + clientId);
  }
}
