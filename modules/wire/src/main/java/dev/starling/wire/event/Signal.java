package dev.starling.wire.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.starling.wire.ConversationId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.presence.Presence;
import dev.starling.wire.presence.PresenceState;
import java.time.Instant;
import java.util.List;

/// Something worth knowing now, and only now: it has no sequence and is never repeated.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Signal.CaughtUp.class, name = "caught-up"),
  @JsonSubTypes.Type(value = Signal.TooLong.class, name = "too-long"),
  @JsonSubTypes.Type(value = Signal.Receipt.class, name = "receipt"),
  @JsonSubTypes.Type(value = Signal.ThreadStanding.class, name = "thread"),
  @JsonSubTypes.Type(value = Signal.JoinRequested.class, name = "join-request"),
  @JsonSubTypes.Type(value = Signal.StoryPosted.class, name = "story"),
  @JsonSubTypes.Type(value = Signal.StorySeen.class, name = "story-seen"),
  @JsonSubTypes.Type(value = Signal.StoryViewed.class, name = "story-viewed"),
  @JsonSubTypes.Type(value = Signal.StoryReacted.class, name = "story-reacted"),
  @JsonSubTypes.Type(value = Signal.StoryAnswered.class, name = "story-answered"),
  @JsonSubTypes.Type(value = Signal.StoryMentioned.class, name = "story-mentioned"),
  @JsonSubTypes.Type(value = Signal.StoryGone.class, name = "story-gone"),
  @JsonSubTypes.Type(value = Signal.Draining.class, name = "draining"),
  @JsonSubTypes.Type(value = Signal.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = Signal.PresenceChanged.class, name = "presence"),
})
public sealed interface Signal {

  /// Everything that was durable when the cursor was made has been sent on this socket. Comes when
  /// a resume is complete, and again from time to time while events flow.
  record CaughtUp(String cursor) implements Signal {}

  /// Too much has happened since the cursor to send it: load what you show, from these heads on.
  /// Live events follow.
  record TooLong(List<Head> conversations, boolean more) implements Signal {
    public TooLong {
      conversations = List.copyOf(conversations);
    }
  }

  record Head(ConversationId conversation, long headSeq) {}

  /// How far a member has come. Zero means nothing yet.
  ///
  /// @param readSeq null when how far they have read is not shown
  record Receipt(ConversationId conversation, UserId user, Long readSeq, long deliveredSeq)
      implements Signal {}

  /// How one stands to a thread, told to one's own devices.
  ///
  /// @param thread the sequence of its root
  /// @param readSeq how far one has read it
  /// @param unread replies of others behind readSeq; counted up to 1,000
  record ThreadStanding(
      ConversationId conversation, long thread, boolean following, long readSeq, long unread)
      implements Signal {}

  /// Somebody asks to be let into a group, told to those who decide.
  record JoinRequested(ConversationId conversation, UserId user) implements Signal {}

  record StoryPosted(StoryId story, UserId author, Instant at, Instant expiresAt)
      implements Signal {}

  /// How far oneself has seen an author's stories, told to one's own devices.
  ///
  /// @param until the latest story that one has seen
  record StorySeen(UserId author, StoryId until) implements Signal {}

  /// Somebody has seen a story, told to its author: how many have by now. Those who look at about
  /// the same time are told together.
  record StoryViewed(StoryId story, long views) implements Signal {}

  /// Somebody reacted to a story, or took it back, told to its author: the latest who did. Those
  /// who do at about the same time are told together.
  ///
  /// @param emoji null when it was taken back
  record StoryReacted(StoryId story, UserId user, String emoji) implements Signal {}

  /// Somebody answered a poll or question of a story, told to its author: the latest who did. Those
  /// who do at about the same time are told together.
  record StoryAnswered(StoryId story, UserId user) implements Signal {}

  /// A story mentions oneself, and is for one.
  record StoryMentioned(StoryId story, UserId author) implements Signal {}

  /// A story is not there any more for whoever hears this, before its time.
  record StoryGone(StoryId story, UserId author) implements Signal {}

  /// The node is about to leave: come back after this wait, chosen for this socket.
  record Draining(long reconnectAfterMs) implements Signal {}

  /// Somebody is writing something, or has stopped to.
  ///
  /// @param forMs true is over after this, whether or not a false comes; null with false
  record Typing(ConversationId conversation, UserId user, boolean typing, Long forMs)
      implements Signal {}

  /// Somebody came or went whom this socket watches, or may not be seen any more.
  record PresenceChanged(UserId user, PresenceState state, Instant lastSeen, Instant asOf)
      implements Signal {

    public static PresenceChanged of(Presence now) {
      return new PresenceChanged(now.user(), now.state(), now.lastSeen(), now.asOf());
    }
  }
}
