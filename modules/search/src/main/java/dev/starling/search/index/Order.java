package dev.starling.search.index;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// In which order messages are found.
///
/// @param origin from when on the age of a message is counted, the same for all pages of a list;
///   null when the newest comes first, whatever it says
public record Order(Instant origin) {

  public static final Order NEWEST = new Order(null);

  public Order {
    origin = origin == null ? null : origin.truncatedTo(ChronoUnit.MILLIS);
  }

  public boolean isByRelevance() {
    return origin != null;
  }
}
