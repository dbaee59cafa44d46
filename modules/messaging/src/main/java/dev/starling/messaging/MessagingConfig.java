package dev.starling.messaging;

/// The limits of conversations.
///
/// @param textBytesMax the longest text of a message, in bytes of UTF-8
/// @param titleBytesMax the longest title of a group
/// @param groupMembersMax the largest group
/// @param receiptMembersMax in larger groups a receipt is told only to the reader's own devices
/// @param membersShownMax a conversation comes with so many of its members; the others are paged
/// @param planFrom in conversations with so many members a node keeps who of them is online
/// @param membersCachedMax member entries that a node keeps in memory, over all conversations;
///   those of a planned one count four times
public record MessagingConfig(
    int textBytesMax,
    int titleBytesMax,
    int groupMembersMax,
    int receiptMembersMax,
    int membersShownMax,
    int planFrom,
    int membersCachedMax) {

  public static final MessagingConfig DEFAULTS =
      new MessagingConfig(8 * 1024, 256, 10_000, 100, 100, 200, 2_000_000);

  public MessagingConfig {
    requirePositive("textBytesMax", textBytesMax);
    requirePositive("titleBytesMax", titleBytesMax);
    requirePositive("groupMembersMax", groupMembersMax);
    requirePositive("membersShownMax", membersShownMax);
    requirePositive("planFrom", planFrom);
    requirePositive("membersCachedMax", membersCachedMax);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "messaging." + name + ": " + value + " (expected: at least 1)");
    }
  }
}
