package dev.starling.story;

import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.event.StoryQuote;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryReply;
import io.vertx.core.Future;

/// Replies to stories: direct messages that quote them.
final class Replies {

  private static final int PREVIEW_CHARACTERS = 100;

  private final DirectMessages messages;

  Replies(DirectMessages messages) {
    this.messages = messages;
  }

  Future<Accepted> reply(UserId sender, Story story, StoryReply reply) {
    return messages.send(sender, story.author(), reply, quote(story));
  }

  private static StoryQuote quote(Story story) {
    String says = story.text() != null ? story.text() : story.caption();
    StoryQuote bare = new StoryQuote(story.id(), story.author(), null, null);
    return bare.showing(says == null ? "" : beginning(says));
  }

  /// As long as messages are told later, by `quoted_story`.
  private static String beginning(String text) {
    int characters = text.codePointCount(0, text.length());
    return characters <= PREVIEW_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, PREVIEW_CHARACTERS));
  }
}
