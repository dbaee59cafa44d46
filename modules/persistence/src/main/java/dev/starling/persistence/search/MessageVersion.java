package dev.starling.persistence.search;

/// A message as it was when it was last changed.
///
/// @param version grows with every change
public record MessageVersion(MessageText message, long version) {

  /// Nothing of it may be found any more.
  public boolean isGone() {
    return message.text() == null;
  }
}
