package dev.starling.wire.conversation;

import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.List;

/// What somebody has chosen in a poll.
///
/// @param options the places of what they chose, from 0
public record PollVoter(UserId user, List<Integer> options, Instant at) {

  public PollVoter {
    options = List.copyOf(options);
  }
}
