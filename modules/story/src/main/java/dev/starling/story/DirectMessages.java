package dev.starling.story;

import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.event.StoryQuote;
import dev.starling.wire.story.StoryReply;
import io.vertx.core.Future;

/// Messages between two people. To be given by whoever sends them.
@FunctionalInterface
public interface DirectMessages {

  /// Says it in the conversation of the two, which is opened when they have none, under the rules
  /// of messages.
  Future<Accepted> send(UserId sender, UserId to, StoryReply reply, StoryQuote about);
}
