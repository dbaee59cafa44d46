package dev.starling.search;

import dev.starling.persistence.search.DeadLetter;
import dev.starling.persistence.search.Generation;
import dev.starling.persistence.search.GenerationRepository;
import dev.starling.persistence.search.GenerationRepository.Batch;
import dev.starling.persistence.search.GenerationRepository.Steps;
import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.MessageVersion;
import dev.starling.search.index.MessageIndex;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// All generations of the index at once: whoever writes a message writes it into each that is not
/// over, so that one can be filled and take another's place while messages come in.
///
/// **Guarantee:** which generations there are is asked after the messages were claimed. What was
/// claimed before a generation was there had been committed before, and is found when it is filled.
final class Generations {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /// For those who have just written to it, or are asking it.
  private static final Duration KEPT_FOR = Duration.ofMinutes(1);

  private final GenerationRepository repository;
  private final MessageIndex index;
  private final Clock clock;

  Generations(GenerationRepository repository, MessageIndex index, Clock clock) {
    this.repository = repository;
    this.index = index;
    this.clock = clock;
  }

  /// Has Elasticsearch know how the indices of all of them are made.
  Future<Void> prepare() {
    return live()
        .compose(
            all -> inTurn(all, generation -> index.prepare(generation.id(), generation.isAsked())));
  }

  /// Answers with the messages that can never be written.
  Future<List<DeadLetter>> write(List<MessageVersion> messages) {
    if (messages.isEmpty()) { // What was claimed were events of other kinds.
      return Future.succeededFuture(List.of());
    }
    return live()
        .compose(
            all -> {
              List<DeadLetter> refused = new ArrayList<>();
              return inTurn(
                      all,
                      generation ->
                          index
                              .ensurePrepared(generation.id(), generation.isAsked())
                              .compose(ready -> index.write(generation.id(), messages))
                              .onSuccess(refused::addAll)
                              .mapEmpty())
                  .map(done -> List.copyOf(refused));
            });
  }

  /// Takes the next step of filling a generation.
  ///
  /// @return whether there may be more to do
  Future<Boolean> fill(int limit) {
    return repository.fill(limit, new Steps(this::fill, index::ask));
  }

  private Future<List<DeadLetter>> fill(Batch batch) {
    return index
        .ensurePrepared(batch.generation(), false)
        .compose(ready -> index.write(batch.generation(), batch.messages()));
  }

  /// Whether any of them, also one that is over, still has a message.
  ///
  /// @param at when it was sent
  Future<Boolean> have(MessageKey message, Instant at) {
    return repository
        .all()
        .compose(
            all ->
                Future.all(
                    all.stream()
                        .filter(one -> one.mapping() == MessageIndex.MAPPING)
                        .map(one -> index.has(one.id(), message, at))
                        .toList()))
        .map(answers -> answers.<Boolean>list().contains(true));
  }

  /// Drops the indices of what has been over for a while.
  Future<Void> dropOver() {
    return repository
        .all()
        .compose(
            all ->
                inTurn(
                    all.stream().filter(this::isToBeDropped).toList(),
                    generation ->
                        index
                            .drop(generation.id())
                            .compose(dropped -> repository.forget(generation.id()))));
  }

  private boolean isToBeDropped(Generation generation) {
    return generation.mapping() == MessageIndex.MAPPING
        && generation.overAt() != null
        && generation.overAt().plus(KEPT_FOR).isBefore(clock.instant());
  }

  /// Those that this release writes to. It writes nothing when a newer release has begun another
  /// mapping, because that could not be written by this one.
  private Future<List<Generation>> live() {
    return repository
        .all()
        .compose(
            all ->
                all.stream().noneMatch(one -> one.mapping() >= MessageIndex.MAPPING)
                    ? repository.ensure().compose(made -> repository.all())
                    : Future.succeededFuture(all))
        .map(Generations::writable);
  }

  private static List<Generation> writable(List<Generation> all) {
    if (all.stream().anyMatch(one -> one.mapping() > MessageIndex.MAPPING)) {
      throw new Failure.TryLater(
          ErrorCode.SEARCH_UNAVAILABLE, "a newer release keeps the index", RETRY_AFTER);
    }
    return all.stream()
        .filter(one -> one.mapping() == MessageIndex.MAPPING && one.overAt() == null)
        .toList();
  }

  private static <T> Future<Void> inTurn(List<T> all, Function<T, Future<Void>> step) {
    Future<Void> done = Future.succeededFuture();
    for (T one : all) {
      done = done.compose(before -> step.apply(one));
    }
    return done;
  }
}
