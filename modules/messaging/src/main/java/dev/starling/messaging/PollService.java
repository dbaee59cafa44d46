package dev.starling.messaging;

import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.MessageRepository;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Acted;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.PollVoter;
import dev.starling.wire.conversation.VoteInPoll;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.Poll;
import io.vertx.core.Future;

/// Voting in polls. Asking the question is sending a message.
public final class PollService {

  private final Actions actions;
  private final MessageReader reader;
  private final MessageRepository messages;

  PollService(Actions actions, MessageReader reader, MessageRepository messages) {
    this.actions = actions;
    this.reader = reader;
    this.messages = messages;
  }

  /// What is chosen takes the place of what was.
  public Future<Acted> vote(UserId user, VoteInPoll vote) {
    return actions.run(
        Action.of(
            "vote_in_poll",
            vote.conversation(),
            user,
            vote.seq(),
            vote.options().toArray(Integer[]::new)));
  }

  /// One's own poll, or as an admin any.
  public Future<Acted> close(UserId user, MessageRef poll) {
    return actions.run(Action.of("close_poll", poll.conversation(), user, poll.seq()));
  }

  /// Who has chosen what, unless the poll is anonymous.
  ///
  /// @param option only those who chose it; null for all
  public Future<Page<PollVoter>> voters(
      UserId user, MessageRef message, Integer option, PageRequest page) {
    UserId after = page.after(in -> new UserId(in.number()));
    return reader
        .find(user, message)
        .compose(
            found -> {
              requireNames(found);
              return messages.voters(
                  message.conversation(), message.seq(), after, option, page.limitAndOne());
            })
        .map(found -> page.page(found, last -> Cursor.of(last.user().value())));
  }

  private static void requireNames(ConversationEvent.Message message) {
    Poll poll = message.detail() == null ? null : message.detail().poll();
    if (poll == null) {
      throw Refusals.failure(ErrorCode.NOT_A_POLL, null);
    }
    if (poll.hidesVoters()) {
      throw Refusals.failure(ErrorCode.NOT_ALLOWED, null);
    }
  }
}
