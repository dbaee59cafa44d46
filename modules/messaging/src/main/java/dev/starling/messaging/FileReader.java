package dev.starling.messaging;

import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.MessageDetail;
import dev.starling.wire.group.GroupView;
import dev.starling.wire.media.Attachment;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// Who may have the files of conversations: whoever can see at this moment what they belong to.
/// Whatever it is that somebody may not have, the answer is the same.
public final class FileReader {

  private final MessageReader messages;
  private final ConversationRepository conversations;

  FileReader(MessageReader messages, ConversationRepository conversations) {
    this.messages = messages;
    this.conversations = conversations;
  }

  /// A file of a message.
  public Future<MediaId> attachment(UserId user, MessageRef message, MediaId file) {
    return orNoFile(
        messages
            .find(user, message)
            .map(
                seen ->
                    attachments(seen).stream()
                        .map(Attachment::id)
                        .filter(file::equals)
                        .findFirst()));
  }

  /// The picture of a group.
  public Future<MediaId> picture(UserId user, ConversationId conversation) {
    return orNoFile(
        conversations
            .find(user, conversation)
            .map(
                found ->
                    found.map(Conversation::group).map(GroupView::picture).map(MediaId::parse)));
  }

  /// What cannot be seen any more has none.
  private static List<Attachment> attachments(ConversationEvent.Message message) {
    MessageDetail detail = message.detail();
    return detail == null || detail.attachments() == null ? List.of() : detail.attachments();
  }

  private static Future<MediaId> orNoFile(Future<Optional<MediaId>> found) {
    return found
        .map(file -> file.orElseThrow(FileReader::noFile))
        .recover(
            cause ->
                Future.failedFuture(
                    cause instanceof Failure.NotFound || cause instanceof Failure.Forbidden
                        ? noFile()
                        : cause));
  }

  private static Failure noFile() {
    return new Failure.NotFound(ErrorCode.MEDIA_NOT_FOUND, "no such file for you");
  }
}
