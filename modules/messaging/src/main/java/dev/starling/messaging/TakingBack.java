package dev.starling.messaging;

import dev.starling.persistence.erasure.ToldRepository;
import dev.starling.persistence.erasure.ToldRepository.Told;
import dev.starling.persistence.event.Action;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/// Takes back what people whose accounts are gone have said and done in conversations of others,
/// one thing after the other, so that everybody there hears it and nobody waits for it.
final class TakingBack {

  /// What a node does not get done by then another one takes.
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final ToldRepository told;
  private final Actions actions;
  private final int batchMax;

  TakingBack(ToldRepository told, Actions actions, int batchMax) {
    this.told = told;
    this.actions = actions;
    this.batchMax = batchMax;
  }

  /// Takes the next step that nobody else is taking.
  ///
  /// @return whether there was one
  Future<Boolean> next() {
    return told.claim(LEASE)
        .compose(
            claimed ->
                claimed
                    .map(one -> take(one).map(true))
                    .orElseGet(() -> Future.succeededFuture(false)));
  }

  private Future<Void> take(Told claimed) {
    return told.actions(claimed, batchMax)
        .compose(
            all ->
                inTurn(claimed, all)
                    .compose(done -> told.advance(claimed, all.size() == batchMax)));
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
