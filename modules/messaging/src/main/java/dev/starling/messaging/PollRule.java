package dev.starling.messaging;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.TextRule;
import dev.starling.wire.event.Poll;
import java.util.HashSet;
import java.util.List;

/// What may be asked in a poll.
final class PollRule {

  private static final int OPTIONS_MIN = 2;

  private final TextRule question;
  private final TextRule option;
  private final int optionsMax;

  PollRule(MessagingConfig config) {
    this.question = new TextRule("poll.question", config.pollQuestionBytesMax());
    this.option = new TextRule("poll.options", config.pollOptionBytesMax());
    this.optionsMax = config.pollOptionsMax();
  }

  /// The poll, when it is one. Null passes.
  Poll check(Poll poll) {
    if (poll == null) {
      return null;
    }
    String asked = question.check(poll.question());
    int options = poll.options() == null ? 0 : poll.options().size();
    if (options < OPTIONS_MIN || options > optionsMax) {
      throw new Failure.Invalid(
          ErrorCode.BAD_POLL,
          "poll.options: " + options + " (expected: " + OPTIONS_MIN + " to " + optionsMax + ")");
    }
    List<String> answers = poll.options().stream().map(option::check).toList();
    if (new HashSet<>(answers).size() < options) {
      throw new Failure.Invalid(ErrorCode.BAD_POLL, "poll.options: one stands there twice");
    }
    return new Poll(asked, answers, poll.multiple(), poll.anonymous(), poll.closesAt());
  }
}
