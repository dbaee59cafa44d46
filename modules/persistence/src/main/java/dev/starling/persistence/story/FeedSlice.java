package dev.starling.persistence.story;

import dev.starling.wire.story.StoryFeed;
import java.time.Instant;
import java.util.List;

/// A part of a feed, and what it says about the whole.
///
/// @param generation what a copy must be of to have been good enough to ask for this
/// @param state of the whole feed
/// @param asOf the moment that its order is of, for the pages behind it
public record FeedSlice(long generation, String state, Instant asOf, List<Ranked> entries) {

  public FeedSlice {
    entries = List.copyOf(entries);
  }

  /// @param place where the next slice would go on
  public record Ranked(StoryFeed.Entry entry, FeedQuestion.Place place) {}
}
