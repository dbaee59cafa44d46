package dev.starling.wire.hook;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.time.Instant;

/// What a person who is away is told about a conversation, or is told no more. The latest one about
/// a conversation takes the place of those before.
///
/// @param seq of the last message
/// @param unread how many messages they do not have yet, counted to 100; absent in a withdrawal
/// @param title of a group; absent for a direct conversation
/// @param sender of the last message
/// @param text of the last message, when the operator lets it out
public record PushNotice(
    Type type,
    UserId user,
    ConversationId conversation,
    long seq,
    Integer unread,
    String title,
    Sender sender,
    Instant at,
    String text) {

  public enum Type {
    @JsonProperty("notify")
    NOTIFY,
    @JsonProperty("withdraw")
    WITHDRAW
  }

  public record Sender(UserId id, String displayName) {}

  public static PushNotice withdraw(UserId user, ConversationId conversation, long seq) {
    return new PushNotice(Type.WITHDRAW, user, conversation, seq, null, null, null, null, null);
  }
}
