package dev.starling.wire.safety;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ReportId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.List;

/// A report, as its reporter or a moderator sees it.
///
/// @param user the person, or who said or posted it; null for a conversation
/// @param reporter who has reported it; null for the reporter
/// @param content what was there then; null for the reporter
/// @param moderator who has taken it, null for nobody and for the reporter
/// @param resolution null until it is resolved
/// @param history what moderators have done about it; null in lists and for the reporter
public record Report(
    ReportId id,
    ConversationId conversation,
    Long seq,
    UserId user,
    StoryId story,
    Reason reason,
    String comment,
    Instant at,
    ReportState state,
    Resolution resolution,
    Instant resolvedAt,
    UserId reporter,
    ReportedContent content,
    UserId moderator,
    List<Step> history) {

  /// Something that a moderator has done.
  ///
  /// @param action `take` or a resolution
  /// @param until of a suspension, null otherwise
  public record Step(String action, UserId moderator, Instant until, Instant at) {}

  public Report with(List<Step> steps) {
    return new Report(
        id,
        conversation,
        seq,
        user,
        story,
        reason,
        comment,
        at,
        state,
        resolution,
        resolvedAt,
        reporter,
        content,
        moderator,
        List.copyOf(steps));
  }

  public Report forReporter() {
    return new Report(
        id,
        conversation,
        seq,
        user,
        story,
        reason,
        comment,
        at,
        state,
        resolution,
        resolvedAt,
        null,
        null,
        null,
        null);
  }
}
