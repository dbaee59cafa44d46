package dev.starling.wire.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.List;

/// Something that happened in a conversation, for ever at its place in the sequence.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ConversationEvent.Message.class, name = "message"),
  @JsonSubTypes.Type(value = ConversationEvent.Created.class, name = "created"),
})
public sealed interface ConversationEvent {

  ConversationId conversation();

  long seq();

  UserId sender();

  Instant at();

  /// Whom it made a member. With [#left], what keeps a big conversation's audience right without
  /// reading all its members again: an event that changes the member list names them here.
  default List<UserId> joined() {
    return List.of();
  }

  /// Who is no member any more by it.
  default List<UserId> left() {
    return List.of();
  }

  /// @param clientId the sender's own name for it, at most 64 characters
  record Message(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      String clientId,
      String text)
      implements ConversationEvent {}

  /// The first event of a group: its members learn that it exists, also those who were away.
  record Created(ConversationId conversation, long seq, UserId sender, Instant at, String title)
      implements ConversationEvent {}
}
