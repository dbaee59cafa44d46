package dev.starling.persistence.search;

import java.util.List;

/// A message as it was when it was last changed.
///
/// @param mentions whom it mentions, as their ids and `all`
/// @param version grows with every change
public record MessageVersion(MessageText message, List<String> mentions, long version) {

  public MessageVersion {
    mentions = List.copyOf(mentions);
  }

  /// Nothing of it may be found any more.
  public boolean isGone() {
    return message.text() == null;
  }
}
