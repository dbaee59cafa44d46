package dev.starling.persistence.story;

import dev.starling.wire.UserId;
import java.time.Instant;

/// Which part of whose feed is wanted.
///
/// @param after the entry that it begins behind, [Place#BEGINNING] for the first page
/// @param knownState the state for which no entries are wanted, or null
/// @param muted whether the authors are wanted whose stories the viewer wants apart, or the others
/// @param asOf the moment that the first page said the order is of, null for the first page
public record FeedQuestion(
    UserId viewer,
    Instant now,
    Place after,
    int limit,
    String knownState,
    boolean muted,
    Instant asOf) {

  /// The first page of the authors who are not muted.
  public static FeedQuestion first(UserId viewer, Instant now, int limit) {
    return new FeedQuestion(viewer, now, Place.BEGINNING, limit, null, false, null);
  }

  /// Where an entry stands in the order of a feed.
  ///
  /// @param rank 0 for the viewer's own, 1 for one with unseen stories, 2 for the others
  /// @param latestAt when its latest story was posted, as of the first page
  public record Place(int rank, Instant latestAt, UserId author) {

    public static final Place BEGINNING = new Place(-1, Instant.EPOCH, new UserId(0));
  }
}
