package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import java.time.Instant;
import java.util.List;

/// Say this in a conversation at these times.
///
/// @param clientId the sender's own name for it; the messages get it with `/1`, `/2` and so on
///   behind it, in the order of their times
/// @param attachments as in [SendMessage]; they stay for as long as the messages wait
public record ScheduleMessage(
    ConversationId conversation,
    String clientId,
    String text,
    List<MediaId> attachments,
    List<Instant> times) {

  public static final int TIMES_MAX = 20;

  public ScheduleMessage {
    SendMessage.requireConversation(conversation);
    attachments = SendMessage.each(attachments);
    boolean usable = times != null && !times.isEmpty() && times.size() <= TIMES_MAX;
    if (!usable || times.contains(null)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "times: expected 1 to " + TIMES_MAX + " times, none of them null");
    }
    times = times.stream().sorted().distinct().toList();
  }
}
