package dev.starling.wire.account;

/// What somebody shows of themselves.
///
/// @param lastSeen who sees whether they are online, and when they were last; they see it of those
///   only to whom they show it
/// @param readReceipts whether others see how far they have read; otherwise they see it of nobody
public record Privacy(ShownTo lastSeen, boolean readReceipts) {

  /// What holds for whoever has not said otherwise.
  public static final Privacy DEFAULTS = new Privacy(ShownTo.EVERYONE, true);
}
