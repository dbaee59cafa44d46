package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// One page of a list.
///
/// @param next an opaque cursor for the page behind this one, null on the last page
public record Page<T>(List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) String next) {

  public Page {
    items = List.copyOf(items);
  }

  public static <T> Page<T> last(List<T> items) {
    return new Page<>(items, null);
  }
}
