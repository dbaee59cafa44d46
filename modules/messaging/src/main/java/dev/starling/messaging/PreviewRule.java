package dev.starling.messaging;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.event.MessageDetail;
import io.vertx.core.Future;

/// Which preview a message may show: of a link that stands in its text, so that nobody shows one
/// page and links to another. What it says comes from this server, never from the sender.
record PreviewRule(LinkPreviews previews) {

  /// @param link null for none
  void check(String link, String text) {
    if (link != null && !isLinkIn(text, link)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "preview: not a link in the text");
    }
  }

  /// @param link null for none
  Future<MessageDetail> describe(UserId sender, String link, MessageDetail detail) {
    return link == null
        ? Future.succeededFuture(detail)
        : previews.find(sender, link).map(detail::showing);
  }

  private static boolean isLinkIn(String text, String link) {
    if (link.isBlank()) {
      return false;
    }
    for (int at = text.indexOf(link); at >= 0; at = text.indexOf(link, at + 1)) {
      if (endsWord(text, at + link.length())) {
        return true;
      }
    }
    return false;
  }

  /// Whether nothing but punctuation follows up to the next space: else the link goes on there.
  private static boolean endsWord(String text, int from) {
    return text.substring(from)
        .codePoints()
        .takeWhile(one -> !Character.isWhitespace(one))
        .noneMatch(Character::isLetterOrDigit);
  }
}
