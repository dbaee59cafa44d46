package dev.starling.search.index;

import dev.starling.wire.ConversationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// Where a message stands in the one order of all hits: most points first, then newest first.
/// Messages of one millisecond are told apart by conversation and sequence, so no two messages
/// stand in the same place.
///
/// @param points 0 when only time counts
/// @param at in whole milliseconds, as the index has it
public record Place(int points, Instant at, ConversationId conversation, long seq)
    implements Comparable<Place> {

  /// Conversations are compared as text, because the index compares them so.
  private static final Comparator<Place> IN_ORDER =
      Comparator.comparingInt(Place::points)
          .thenComparing(Place::at)
          .thenComparing(place -> place.conversation().text())
          .thenComparing(Place::seq)
          .reversed();

  public Place {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public int compareTo(Place other) {
    return IN_ORDER.compare(this, other);
  }
}
