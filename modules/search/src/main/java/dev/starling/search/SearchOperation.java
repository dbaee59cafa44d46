package dev.starling.search;

import dev.starling.persistence.search.DeadLetterRepository;
import dev.starling.persistence.search.Generation;
import dev.starling.persistence.search.GenerationRepository;
import dev.starling.persistence.search.MessageKey;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.search.IndexDeadLetter;
import dev.starling.wire.search.IndexGeneration;
import dev.starling.wire.search.IndexGeneration.State;
import dev.starling.wire.search.Replayed;
import io.vertx.core.Future;
import java.util.List;

/// What operators see of the index, and what they may have done to it.
public final class SearchOperation {

  /// Behind which a page of dead letters begins.
  public record Place(ConversationId conversation, long seq) {

    static final Place START = new Place(new ConversationId(0), 0);
  }

  private final GenerationRepository generations;
  private final DeadLetterRepository letters;

  SearchOperation(GenerationRepository generations, DeadLetterRepository letters) {
    this.generations = generations;
    this.letters = letters;
  }

  /// The oldest first.
  public Future<List<IndexGeneration>> generations() {
    return generations.all().map(all -> all.stream().map(SearchOperation::shown).toList());
  }

  /// Begins a new generation, which takes the place of the one that is asked once it is filled.
  public Future<IndexGeneration> reindex() {
    return generations
        .begin()
        .map(
            begun ->
                begun
                    .map(SearchOperation::shown)
                    .orElseThrow(
                        () ->
                            new Failure.Conflict(
                                ErrorCode.REINDEX_RUNNING, "the index is being filled already")));
  }

  /// Where a page of dead letters begins.
  public static Place place(PageRequest page) {
    Place after = page.after(in -> new Place(new ConversationId(in.number()), in.number()));
    return after == null ? Place.START : after;
  }

  /// @param after what [#place] says of the page
  public Future<Page<IndexDeadLetter>> deadLetters(PageRequest page, Place after) {
    return letters
        .inOrder(new MessageKey(after.conversation(), after.seq()), page.limitAndOne())
        .map(
            found ->
                page.page(found, letter -> Cursor.of(letter.conversation().value(), letter.seq())));
  }

  /// Has all that was refused tried again.
  public Future<Replayed> replay() {
    return letters.replay().map(Replayed::new);
  }

  private static IndexGeneration shown(Generation generation) {
    State state =
        generation.overAt() != null
            ? State.OVER
            : generation.filledAt() == null ? State.FILLING : State.ASKED;
    return new IndexGeneration(
        generation.id(),
        generation.mapping(),
        state,
        generation.messages(),
        generation.events(),
        generation.startedAt(),
        generation.filledAt());
  }
}
