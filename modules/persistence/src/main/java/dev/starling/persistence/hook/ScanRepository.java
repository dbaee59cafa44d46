package dev.starling.persistence.hook;

import dev.starling.persistence.Database;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/// Turns what happened into what is to be told. One node of the cluster at a time.
public final class ScanRepository {

  /// How push works.
  ///
  /// @param isOn whether anybody is told at all
  /// @param hasEndpoint whether the operator's endpoint is told
  /// @param after a message waits so long for its delivery
  /// @param gather two words about the same conversation are so far apart
  public record Push(boolean isOn, boolean hasEndpoint, Duration after, Duration gather) {}

  /// A person who has read something.
  public record Reader(UserId user, ConversationId conversation) {}

  private static final String SCAN =
      """
      select hook_scan(make_interval(secs => $1::float8), $2, $3, make_interval(secs => $4::float8),
                       make_interval(secs => $5::float8))
      """;

  private static final String WITHDRAW =
      """
      select 1 from push_withdraw($1, $2, $3)
      """;

  private static final String LOOK =
      """
      select push_look($1, $2)
      """;

  private final Database database;

  public ScanRepository(Database database) {
    this.database = database;
  }

  /// @param every somebody else's scan within half of it is enough
  public Future<Void> scan(Duration every, Push push) {
    return database
        .run(
            SCAN,
            seconds(every),
            push.isOn(),
            push.hasEndpoint(),
            seconds(push.after()),
            seconds(push.gather()))
        .mapEmpty();
  }

  /// Takes back the notifications of those who have read everything they were notified of.
  public Future<Void> withdraw(List<Reader> readers, boolean hasEndpoint) {
    return database
        .run(
            WITHDRAW,
            readers.stream().map(reader -> reader.user().value()).toArray(Long[]::new),
            readers.stream().map(reader -> reader.conversation().value()).toArray(Long[]::new),
            hasEndpoint)
        .mapEmpty();
  }

  /// The same for notifications that nobody spoke of, the longest unseen first. How many were
  /// looked at.
  public Future<Integer> look(int limit, boolean hasEndpoint) {
    return database.run(LOOK, limit, hasEndpoint).map(rows -> rows.iterator().next().getInteger(0));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
