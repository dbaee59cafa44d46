package dev.starling.search;

import dev.starling.search.index.Place;
import io.vertx.core.Future;
import java.util.List;

/// Where messages with certain words are, newest first, whether or not anybody may see them.
interface HitSource {

  /// @param place null for the newest
  /// @return fewer than `limit` only when there are no more
  Future<List<Place>> after(Place place, int limit);
}
