package dev.starling.messaging.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.routing.Routing;
import dev.starling.routing.delivery.Mailboxes;
import dev.starling.routing.delivery.RoutingConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.test.fakecluster.FakeClusterManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Inboxes on a thread of the test's, over a [MemoryLog].
final class SyncRig implements AutoCloseable {

  static final int PAGE = 20;
  static final int CONVERSATIONS_MAX = 10;
  static final int EVENTS_MAX = 400;
  static final int HEADS_MAX = 5;
  static final int EARLY_MAX = 3;

  private static final SyncConfig CONFIG =
      new SyncConfig(
          PAGE,
          CONVERSATIONS_MAX,
          EVENTS_MAX,
          HEADS_MAX,
          5,
          EARLY_MAX,
          6,
          Duration.ofSeconds(2),
          Duration.ofMillis(1),
          Duration.ZERO,
          Duration.ofMillis(1));

  private final Vertx vertx;
  private final Mailboxes mailboxes;
  private final MemoryLog log;
  private final List<Runnable> later = new ArrayList<>();
  private final Inboxes inboxes;

  SyncRig(MemoryLog log) {
    FakeClusterManager.reset();
    FakeClusterManager cluster = new FakeClusterManager();
    this.vertx = Vertx.builder().withClusterManager(cluster).buildClustered().await();
    Routing routing = Routing.create(vertx, cluster, RoutingConfig.DEFAULTS);
    vertx.deployVerticle(routing.verticle()).await();
    this.mailboxes = routing.mailboxes();
    this.log = log;
    this.inboxes =
        new Inboxes(
            vertx.getOrCreateContext(),
            mailboxes,
            CONFIG,
            log,
            new SyncStats(),
            (pause, action) -> later.add(action));
  }

  @CanIgnoreReturnValue
  Inbox open(String cursor, Sink sink) {
    return inboxes.open(MemoryLog.READER, cursor, sink);
  }

  Inboxes inboxes() {
    return inboxes;
  }

  Mailboxes mailboxes() {
    return mailboxes;
  }

  /// What was put off until a moment later.
  void runLater() {
    takeLater().forEach(Runnable::run);
  }

  /// The same, for the test to run.
  List<Runnable> takeLater() {
    List<Runnable> due = List.copyOf(later);
    later.clear();
    return due;
  }

  /// From now on the log answers only when released.
  List<Promise<Object>> holdAnswers() {
    List<Promise<Object>> held = new ArrayList<>();
    log.answering =
        answer -> {
          Promise<Object> promise = Promise.promise();
          held.add(promise);
          Future<?> future = promise.future().compose(go -> answer);
          return future;
        };
    return held;
  }

  void release(List<Promise<Object>> held) {
    List<Promise<Object>> due = List.copyOf(held);
    held.clear();
    due.forEach(Promise::complete);
  }

  void releaseAll(List<Promise<Object>> held) {
    log.answering = answer -> answer;
    while (!held.isEmpty()) {
      release(held);
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
