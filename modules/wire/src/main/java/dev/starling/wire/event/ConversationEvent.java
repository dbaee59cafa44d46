package dev.starling.wire.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ScheduledId;
import dev.starling.wire.UserId;
import dev.starling.wire.group.GroupSettings;
import dev.starling.wire.group.Role;
import java.time.Instant;
import java.util.List;

/// Something that happened in a conversation, for ever at its place in the sequence.
///
/// A message is shown as it is now: what was done to it later is an event of its own, and is in the
/// message already. Its [MessageState#changedSeq] says up to which event. So whoever has a message
/// applies a later event to it if and only if the event's sequence is above that.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ConversationEvent.Message.class, name = "message"),
  @JsonSubTypes.Type(value = ConversationEvent.Created.class, name = "created"),
  @JsonSubTypes.Type(value = ConversationEvent.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = ConversationEvent.Deleted.class, name = "deleted"),
  @JsonSubTypes.Type(value = ConversationEvent.Reacted.class, name = "reaction"),
  @JsonSubTypes.Type(value = ConversationEvent.Pinned.class, name = "pinned"),
  @JsonSubTypes.Type(value = ConversationEvent.PollVoted.class, name = "poll-voted"),
  @JsonSubTypes.Type(value = ConversationEvent.PollClosed.class, name = "poll-closed"),
  @JsonSubTypes.Type(value = ConversationEvent.MemberJoined.class, name = "member-joined"),
  @JsonSubTypes.Type(value = ConversationEvent.MemberLeft.class, name = "member-left"),
  @JsonSubTypes.Type(value = ConversationEvent.MemberRemoved.class, name = "member-removed"),
  @JsonSubTypes.Type(value = ConversationEvent.MemberBanned.class, name = "member-banned"),
  @JsonSubTypes.Type(value = ConversationEvent.RoleChanged.class, name = "role-changed"),
  @JsonSubTypes.Type(value = ConversationEvent.Changed.class, name = "conversation-changed"),
  @JsonSubTypes.Type(value = ConversationEvent.MemberMuted.class, name = "member-muted"),
  @JsonSubTypes.Type(value = ConversationEvent.TimerChanged.class, name = "timer-changed"),
  @JsonSubTypes.Type(
      value = ConversationEvent.ConversationDeleted.class,
      name = "conversation-deleted"),
  @JsonSubTypes.Type(value = ConversationEvent.Hidden.class, name = "hidden"),
  @JsonSubTypes.Type(value = ConversationEvent.SettingsChanged.class, name = "settings"),
  @JsonSubTypes.Type(value = ConversationEvent.Bookmarked.class, name = "bookmark"),
  @JsonSubTypes.Type(value = ConversationEvent.Drafted.class, name = "draft"),
  @JsonSubTypes.Type(value = ConversationEvent.ScheduledChanged.class, name = "scheduled"),
  @JsonSubTypes.Type(
      value = ConversationEvent.ConversationCleared.class,
      name = "conversation-cleared"),
})
public sealed interface ConversationEvent {

  ConversationId conversation();

  long seq();

  /// Who did it.
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
  /// @param text null when nothing of it can be seen any more
  /// @param detail what was said besides the text, null for nothing
  /// @param state what became of it, null while it is as it was sent
  record Message(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      String clientId,
      String text,
      @JsonUnwrapped MessageDetail detail,
      @JsonUnwrapped MessageState state)
      implements ConversationEvent {

    /// As it was sent, with nothing but a text.
    public Message(
        ConversationId conversation,
        long seq,
        UserId sender,
        Instant at,
        String clientId,
        String text) {
      this(conversation, seq, sender, at, clientId, text, null, null);
    }
  }

  /// The first event of a group: its members learn that it exists, also those who were away.
  record Created(ConversationId conversation, long seq, UserId sender, Instant at, String title)
      implements ConversationEvent {}

  /// A message has another text, and mentions whom that one mentions.
  ///
  /// @param target the message's sequence
  /// @param text null when the message was deleted since
  /// @param mentions as in [MessageDetail]
  /// @param mentionsAll as in [MessageDetail]
  record Edited(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      long target,
      String text,
      List<UserId> mentions,
      Boolean mentionsAll)
      implements ConversationEvent {

    public Edited {
      mentions = mentions == null ? null : List.copyOf(mentions);
    }
  }

  /// Nothing of a message can be seen any more, nor of what was made of it: its reactions, its pin,
  /// quotes of it in answers. When it was a reply in a thread, its root has other replies now.
  ///
  /// @param thread the root, null when it was no reply
  /// @param replies what there is under the root now, null for nothing
  record Deleted(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      long target,
      DeletedBy by,
      Long thread,
      MessageState.Replies replies)
      implements ConversationEvent {}

  /// Somebody reacted to a message, or took it back.
  ///
  /// @param added false when it was taken back
  /// @param count how many have this reaction now
  record Reacted(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      long target,
      String emoji,
      boolean added,
      int count)
      implements ConversationEvent {}

  /// A message was pinned, or its pin was taken away.
  record Pinned(
      ConversationId conversation, long seq, UserId sender, Instant at, long target, boolean pinned)
      implements ConversationEvent {}

  /// Somebody voted in a poll, changed their vote or took it back.
  ///
  /// @param sender who did; of an anonymous poll always who asked
  /// @param options what they have chosen now, empty for nothing; null in an anonymous poll
  /// @param votes how many have chosen each option now
  /// @param voters how many have a vote now
  record PollVoted(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      long target,
      List<Integer> options,
      List<Integer> votes,
      int voters)
      implements ConversationEvent {

    public PollVoted {
      options = options == null ? null : List.copyOf(options);
      votes = List.copyOf(votes);
    }
  }

  /// Nobody may vote in a poll any more.
  record PollClosed(ConversationId conversation, long seq, UserId sender, Instant at, long target)
      implements ConversationEvent {}

  /// People came into a group: let in by the sender, or the sender came by a link.
  record MemberJoined(
      ConversationId conversation, long seq, UserId sender, Instant at, List<UserId> users)
      implements ConversationEvent {

    public MemberJoined {
      users = List.copyOf(users);
    }

    @Override
    public List<UserId> joined() {
      return users;
    }
  }

  /// The sender left a group.
  ///
  /// @param newOwner who owns it now, null when that did not change
  record MemberLeft(
      ConversationId conversation, long seq, UserId sender, Instant at, UserId newOwner)
      implements ConversationEvent {

    @Override
    public List<UserId> left() {
      return List.of(sender);
    }
  }

  /// A member was put out.
  ///
  /// @param reason null for none
  record MemberRemoved(
      ConversationId conversation, long seq, UserId sender, Instant at, UserId user, String reason)
      implements ConversationEvent {

    @Override
    public List<UserId> left() {
      return List.of(user);
    }
  }

  /// Somebody, member or not, is kept out of a group from now on, or not any more.
  ///
  /// @param banned false when it was taken back
  /// @param reason null for none
  record MemberBanned(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      UserId user,
      boolean banned,
      String reason)
      implements ConversationEvent {

    @Override
    public List<UserId> left() {
      return banned ? List.of(user) : List.of();
    }
  }

  /// A member has another role. When it is the owner's, the sender is an admin from now on.
  record RoleChanged(
      ConversationId conversation, long seq, UserId sender, Instant at, UserId user, Role role)
      implements ConversationEvent {}

  /// A group is called or set differently. Says all of it, as it is now.
  ///
  /// @param description null for none
  /// @param picture null for none
  record Changed(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      String title,
      String description,
      String picture,
      GroupSettings settings)
      implements ConversationEvent {}

  /// A member cannot post for a time.
  ///
  /// @param until null when they can again
  record MemberMuted(
      ConversationId conversation, long seq, UserId sender, Instant at, UserId user, Instant until)
      implements ConversationEvent {}

  /// From here on messages disappear so long after they were sent.
  ///
  /// @param seconds null for never
  record TimerChanged(
      ConversationId conversation, long seq, UserId sender, Instant at, Integer seconds)
      implements ConversationEvent {}

  /// A group is gone, with everything that was in it. The last event of its log, and soon the only
  /// one.
  ///
  /// @param left who was in it
  record ConversationDeleted(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      @JsonIgnore List<UserId> left)
      implements ConversationEvent {

    public ConversationDeleted {
      left = List.copyOf(left);
    }
  }

  /// In one's own conversation: nothing of a conversation up to a sequence is there for one any
  /// more, whose draft and bookmarks went with it. Of the own conversation these are its messages.
  ///
  /// @param aboutSeq the last sequence that is gone
  record ConversationCleared(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      ConversationId about,
      long aboutSeq)
      implements ConversationEvent {}

  /// In one's own conversation: a message shall not be shown on any of one's devices any more.
  ///
  /// @param about the conversation of the message
  /// @param aboutSeq its sequence there
  record Hidden(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      ConversationId about,
      long aboutSeq)
      implements ConversationEvent {}

  /// In one's own conversation: how one keeps a conversation now.
  ///
  /// @param settings all of them
  record SettingsChanged(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      ConversationId about,
      ConversationSettings settings)
      implements ConversationEvent {}

  /// In one's own conversation: a message has a bookmark, or has lost it.
  record Bookmarked(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      ConversationId about,
      long aboutSeq,
      boolean added)
      implements ConversationEvent {}

  /// In one's own conversation: what one has begun to write. The latest counts.
  ///
  /// @param text null when it was ended, or when a later draft has taken its place
  /// @param replyTo the sequence of the message that it answers, null for none
  record Drafted(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      ConversationId about,
      String text,
      Long replyTo)
      implements ConversationEvent {}

  /// In one's own conversation: messages wait for their time, or do not any more.
  ///
  /// @param scheduled their ids
  record ScheduledChanged(
      ConversationId conversation,
      long seq,
      UserId sender,
      Instant at,
      ConversationId about,
      List<ScheduledId> scheduled,
      ScheduledChange change)
      implements ConversationEvent {

    public ScheduledChanged {
      scheduled = List.copyOf(scheduled);
    }
  }
}
