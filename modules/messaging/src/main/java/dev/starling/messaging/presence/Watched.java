package dev.starling.messaging.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Somebody who is watched on this node, as those who watch them were told.
final class Watched {

  /// Who is to be told. Few nearly always.
  final List<Watch> watches = new ArrayList<>(1);

  boolean online;

  /// When they left, null while they are here. For a moment after it they count as online.
  Instant leftAt;

  Watched(boolean online) {
    this.online = online;
  }
}
