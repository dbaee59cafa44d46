package dev.starling.messaging;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.conversation.Standing;
import java.time.Duration;

/// What a refusal of the database means for whoever asked.
final class Refusals {

  private static final Duration UNKNOWN = Duration.ofSeconds(1);

  private Refusals() {}

  /// @param retryAfter when it may succeed, null for unknown or never
  static Failure failure(ErrorCode why, Duration retryAfter) {
    return switch (why) {
      case CONVERSATION_NOT_FOUND -> Standing.notFound();
      case NOT_A_MEMBER -> Standing.notAMember();
      case MESSAGE_NOT_FOUND ->
          new Failure.NotFound(why, "no such message, or nothing of it can be seen any more");
      case MEDIA_NOT_FOUND ->
          new Failure.NotFound(why, "a file that is to be shown is not there any more");
      case TEXT_EMPTY -> new Failure.Invalid(why, "text: missing or blank, and no attachments");
      case QUOTE_NOT_FOUND -> new Failure.NotFound(why, "quote: not a part of that message's text");
      case BLOCKED -> new Failure.Forbidden(why, "you have blocked them");
      case ACCOUNT_DELETED -> new Failure.Forbidden(why, "they have deleted their account");
      case REQUEST_PENDING ->
          new Failure.Forbidden(why, "no further message before they have accepted");
      case NOT_ALLOWED -> new Failure.Forbidden(why, "your role does not allow it");
      case SCHEDULED_NOT_FOUND -> new Failure.NotFound(why, "no such message waits");
      case TOO_LATE -> new Failure.Forbidden(why, "the time for it is over");
      case NO_FORWARDING -> new Failure.Forbidden(why, "messages of it are not to be forwarded");
      case CLIENT_ID_REUSED -> new Failure.Conflict(why, "clientId: names another message already");
      case TOO_MANY_REACTIONS -> new Failure.Invalid(why, "no further reaction to this message");
      case NOT_A_GROUP -> new Failure.Invalid(why, "only a group has this");
      case MEMBER_NOT_FOUND -> new Failure.NotFound(why, "user: not a member");
      case BANNED -> new Failure.Forbidden(why, "kept out of this group");
      case ADMINS_ONLY -> new Failure.Forbidden(why, "only admins post here");
      case MUTED -> new Failure.Forbidden(why, "muted for a time by an admin");
      case LINK_NOT_FOUND -> new Failure.NotFound(why, "code: lets nobody in");
      case REQUEST_NOT_FOUND -> new Failure.NotFound(why, "user: does not ask to come in");
      case TOO_MANY_LINKS -> new Failure.Invalid(why, "no further link to this group");
      case TOO_MANY_MEMBERS -> new Failure.Invalid(why, "the group has no room for them");
      case TOO_MANY_BOOKMARKS -> new Failure.Invalid(why, "no further bookmark");
      case TOO_MANY_DRAFTS -> new Failure.Invalid(why, "no further draft");
      case TOO_MANY_SCHEDULED -> new Failure.Invalid(why, "no further message may wait");
      case TOO_MANY_PINS -> new Failure.Invalid(why, "no further pin in this conversation");
      case NOT_A_ROOT ->
          new Failure.Invalid(why, "thread: is a reply itself (expected: what it replies to)");
      case THREAD_NOT_FOUND -> new Failure.NotFound(why, "no such thread");
      case NOT_A_POLL -> new Failure.Invalid(why, "that message asks nothing");
      case POLL_CLOSED -> new Failure.Forbidden(why, "the poll is closed");
      case BAD_VOTE ->
          new Failure.Invalid(why, "options: not of this poll, or more than one where one counts");
      case TOO_MANY_REQUESTS, OVERLOADED ->
          new Failure.TryLater(why, "not now", retryAfter == null ? UNKNOWN : retryAfter);
      default -> throw new IllegalStateException("refused for " + why);
    };
  }
}
