package dev.starling.messaging;

import dev.starling.persistence.erasure.ToldRepository;
import dev.starling.persistence.erasure.ToldRepository.Told;
import dev.starling.persistence.event.Action;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Takes back what people whose accounts are gone have said and done in conversations of others,
/// one thing after the other, so that everybody there hears it and nobody waits for it.
final class TakingBack {

  /// What a node does not get done by then another one takes.
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final ToldRepository told;
  private final Actions actions;
  private final ErasingConfig config;

  TakingBack(Vertx vertx, ToldRepository told, Actions actions, ErasingConfig config) {
    this.vertx = vertx;
    this.told = told;
    this.actions = actions;
    this.config = config;
  }

  /// Until there is nothing that nobody else is taking.
  Future<?> run() {
    return told.claim(LEASE)
        .compose(
            claimed ->
                claimed.isPresent()
                    ? take(claimed.get()).compose(this::pause).compose(rested -> run())
                    : Future.succeededFuture());
  }

  /// @return how many things it were
  private Future<Integer> take(Told claimed) {
    return told.actions(claimed, config.batchMax())
        .compose(
            all ->
                inTurn(claimed, all)
                    .compose(done -> told.advance(claimed, all.size() == config.batchMax()))
                    .map(all.size()));
  }

  /// Each is told to everybody in its conversation, whose place these take.
  private Future<Void> pause(int taken) {
    long millis = taken * 1_000L / config.takenBackPerSecond();
    return vertx.timer(Math.max(1, millis), TimeUnit.MILLISECONDS).mapEmpty();
  }

  private Future<Void> inTurn(Told claimed, List<Action> all) {
    Future<Void> done = Future.succeededFuture();
    for (Action action : all) {
      done = done.compose(before -> run(claimed, action));
    }
    return done;
  }

  /// What is refused is not there to be taken back.
  private Future<Void> run(Told claimed, Action action) {
    boolean changesMembers = claimed.step() == 0;
    return (changesMembers ? actions.runAlone(action) : actions.run(action))
        .<Void>mapEmpty()
        .recover(
            cause ->
                cause instanceof Failure && !(cause instanceof Failure.TryLater)
                    ? Future.succeededFuture()
                    : Future.failedFuture(cause));
  }
}
