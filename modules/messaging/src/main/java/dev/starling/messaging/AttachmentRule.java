package dev.starling.messaging;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import io.vertx.core.Future;
import java.util.List;

/// What a message may bring, and what it has to say when it brings nothing.
///
/// @param filesMax the most that one message brings
record AttachmentRule(OwnFiles files, TextRule text, int filesMax) {

  static AttachmentRule of(OwnFiles files, MessagingConfig config) {
    return new AttachmentRule(
        files, new TextRule("text", config.textBytesMax()), config.attachmentsMax());
  }

  /// The text itself; what brings files needs none.
  String check(String said, List<MediaId> brought) {
    if (brought.size() > filesMax) {
      throw new Failure.Invalid(
          ErrorCode.TOO_MANY_ATTACHMENTS,
          "attachments: " + brought.size() + " (at most " + filesMax + ")");
    }
    boolean isBlank = said == null || said.isBlank();
    return isBlank && !brought.isEmpty() ? "" : text.check(said);
  }

  Future<List<Attachment>> describe(UserId sender, List<MediaId> brought) {
    return files.describe(sender, brought);
  }
}
