package dev.starling.messaging;

import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.MessageRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.Reactor;
import dev.starling.wire.conversation.Revision;
import dev.starling.wire.event.ConversationEvent;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;

/// One message, and what belongs to it.
public final class MessageReader {

  private final EventRepository events;
  private final MessageRepository messages;
  private final Membership membership;

  MessageReader(EventRepository events, MessageRepository messages, Membership membership) {
    this.events = events;
    this.messages = messages;
    this.membership = membership;
  }

  public Future<ConversationEvent.Message> find(UserId user, MessageRef message) {
    return membership
        .require(user, message.conversation())
        .compose(member -> events.find(user, message.conversation(), message.seq()))
        .map(
            found ->
                found
                    .filter(ConversationEvent.Message.class::isInstance)
                    .map(ConversationEvent.Message.class::cast)
                    .orElseThrow(() -> Refusals.failure(ErrorCode.MESSAGE_NOT_FOUND, null)));
  }

  /// What it said before its last edit, newest first.
  public Future<List<Revision>> revisions(UserId user, MessageRef message) {
    return seen(user, message)
        .compose(seen -> messages.revisions(message.conversation(), message.seq()));
  }

  /// Who reacted, in the order of reactions.
  public Future<Page<Reactor>> reactions(UserId user, MessageRef message, PageRequest page) {
    MessageRepository.ReactionPlace after = page.after(MessageReader::place);
    return seen(user, message)
        .compose(
            seen ->
                messages.reactions(
                    message.conversation(), message.seq(), after, page.limitAndOne()))
        .map(found -> page.page(found, MessageReader::cursorAt));
  }

  /// The latest pin first.
  public Future<List<ConversationEvent>> pinned(UserId user, ConversationId conversation) {
    return membership
        .require(user, conversation)
        .compose(member -> events.pinned(user, conversation));
  }

  private Future<ConversationEvent.Message> seen(UserId user, MessageRef message) {
    return find(user, message)
        .map(
            found -> {
              if (found.text() == null) {
                throw Refusals.failure(ErrorCode.MESSAGE_NOT_FOUND, null);
              }
              return found;
            });
  }

  private static String cursorAt(Reactor last) {
    return Cursor.of(last.at(), last.user().value());
  }

  private static MessageRepository.ReactionPlace place(Cursor.Reader in) throws IOException {
    return new MessageRepository.ReactionPlace(in.time(), new UserId(in.number()));
  }
}
