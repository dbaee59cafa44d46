package dev.starling.wire.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/// One page of messages. It may be short, even empty, and still have a next one.
///
/// @param next an opaque cursor for the page behind this one, null on the last page
/// @param indexedThrough whatever was committed before this moment was looked through
/// @param facets null when nobody asked for them
public record MessageHits(
    List<MessageHit> items,
    @JsonInclude(JsonInclude.Include.ALWAYS) String next,
    Instant indexedThrough,
    Facets facets) {

  public MessageHits {
    items = List.copyOf(items);
  }
}
