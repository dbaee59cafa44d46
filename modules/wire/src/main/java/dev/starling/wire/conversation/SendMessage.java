package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.event.Poll;
import java.util.List;
import java.util.Objects;

/// Say this in a conversation.
///
/// @param clientId the sender's own name for it, at most 64 characters: sending it again under the
///   same name is harmless, for ever
/// @param replyTo the sequence of the message that it answers, null for none
/// @param quote the part of that message's text that it answers
/// @param thread the sequence of the message under which it shall stand, null for none
/// @param poll a question to the others, null for none; without a text, the question is the text
/// @param attachments the sender's files that it brings, each once, null for none; it may be
///   without a text then
/// @param preview the link in the text that the server shall show a preview of, null for none
public record SendMessage(
    ConversationId conversation,
    String clientId,
    String text,
    Long replyTo,
    String quote,
    Long thread,
    Poll poll,
    List<MediaId> attachments,
    String preview) {

  public SendMessage {
    requireConversation(conversation);
    if (quote != null && replyTo == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "quote: of what? (expected: replyTo as well)");
    }
    attachments = each(attachments);
  }

  /// Nothing but a text.
  public SendMessage(ConversationId conversation, String clientId, String text) {
    this(conversation, clientId, text, null);
  }

  /// Nothing but a text and files.
  public SendMessage(
      ConversationId conversation, String clientId, String text, List<MediaId> attachments) {
    this(conversation, clientId, text, null, null, null, null, attachments, null);
  }

  /// Each once; none for null.
  static List<MediaId> each(List<MediaId> files) {
    if (files == null) {
      return List.of();
    }
    if (files.stream().anyMatch(Objects::isNull)
        || files.stream().distinct().count() < files.size()) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "attachments: hold null, or one of them stands there twice");
    }
    return List.copyOf(files);
  }

  static void requireConversation(ConversationId conversation) {
    if (conversation == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "conversation: missing");
    }
  }
}
