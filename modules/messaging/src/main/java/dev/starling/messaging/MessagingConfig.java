package dev.starling.messaging;

import java.time.Duration;

/// The limits of conversations.
///
/// @param textBytesMax the longest text of a message, in bytes of UTF-8
/// @param quoteBytesMax the longest part of another message that an answer quotes
/// @param titleBytesMax the longest title of a group
/// @param groupMembersMax the largest group
/// @param receiptMembersMax in larger groups a receipt is told only to the reader's own devices
/// @param membersShownMax a conversation comes with so many of its members; the others are paged
/// @param planFrom in conversations with so many members a node keeps who of them is online
/// @param membersCachedMax member entries that a node keeps in memory, over all conversations;
///   those of a planned one count four times
/// @param editableFor how long after it was sent a text may be changed
/// @param emojisMax different reactions to one message
/// @param ownReactionsMax different reactions of one member to one message
/// @param pinsMax pinned messages of a conversation
/// @param mentionsMax members whom one text mentions
/// @param mentionAllFrom in groups with more members only admins mention everybody
/// @param pollOptionsMax answers of a poll
/// @param pollQuestionBytesMax the longest question of a poll, in bytes of UTF-8
/// @param pollOptionBytesMax the longest answer of a poll, in bytes of UTF-8
/// @param attachmentsMax files that one message brings
/// @param requestMessagesMax messages that a request may have before it is accepted
/// @param groups the limits of groups
public record MessagingConfig(
    int textBytesMax,
    int quoteBytesMax,
    int titleBytesMax,
    int groupMembersMax,
    int receiptMembersMax,
    int membersShownMax,
    int planFrom,
    int membersCachedMax,
    Duration editableFor,
    int emojisMax,
    int ownReactionsMax,
    int pinsMax,
    int mentionsMax,
    int mentionAllFrom,
    int pollOptionsMax,
    int pollQuestionBytesMax,
    int pollOptionBytesMax,
    int attachmentsMax,
    int requestMessagesMax,
    GroupConfig groups) {

  public static final MessagingConfig DEFAULTS =
      new MessagingConfig(
          8 * 1024,
          1024,
          256,
          10_000,
          100,
          100,
          200,
          2_000_000,
          Duration.ofHours(48),
          50,
          10,
          100,
          50,
          20,
          12,
          1024,
          256,
          10,
          5,
          GroupConfig.DEFAULTS);

  public MessagingConfig {
    requirePositive("textBytesMax", textBytesMax);
    requirePositive("quoteBytesMax", quoteBytesMax);
    requirePositive("titleBytesMax", titleBytesMax);
    requirePositive("groupMembersMax", groupMembersMax);
    requirePositive("membersShownMax", membersShownMax);
    requirePositive("planFrom", planFrom);
    requirePositive("membersCachedMax", membersCachedMax);
    requirePositive("emojisMax", emojisMax);
    requirePositive("ownReactionsMax", ownReactionsMax);
    requirePositive("pinsMax", pinsMax);
    requirePositive("mentionsMax", mentionsMax);
    requirePositive("pollOptionsMax", pollOptionsMax);
    requirePositive("pollQuestionBytesMax", pollQuestionBytesMax);
    requirePositive("pollOptionBytesMax", pollOptionBytesMax);
    requirePositive("attachmentsMax", attachmentsMax);
    requirePositive("requestMessagesMax", requestMessagesMax);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "messaging." + name + ": " + value + " (expected: at least 1)");
    }
  }
}
