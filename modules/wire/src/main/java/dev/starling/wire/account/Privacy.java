package dev.starling.wire.account;

/// What somebody shows of themselves, and to whom they are open.
///
/// @param lastSeen who sees whether they are online, and when they were last; they see it of those
///   only to whom they show it
/// @param readReceipts whether others see how far they have read; otherwise they see it of nobody
/// @param messages who may write to them without asking first
/// @param storyViews whether authors learn by name that they looked at a story; otherwise they get
///   no names of those who look at theirs
public record Privacy(
    ShownTo lastSeen, boolean readReceipts, WrittenBy messages, boolean storyViews) {

  /// What holds for whoever has not said otherwise.
  public static final Privacy DEFAULTS =
      new Privacy(ShownTo.EVERYONE, true, WrittenBy.EVERYONE, true);
}
