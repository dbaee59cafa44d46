package dev.starling.media.store;

import java.util.ArrayList;
import java.util.List;

/// How far an object in parts is: all of its parts but the last are of one size, and what is left
/// over from the last interruption is an object of its own, in one of two places, so that the next
/// left-over does not overwrite what counts until it counts itself.
///
/// @param uploadId the store's name for it, null before there is a whole part
/// @param tags what the store calls the parts, in their order
/// @param slot where the rest is, 0 or 1
record S3Progress(String uploadId, List<String> tags, int slot) {

  static final S3Progress NONE = new S3Progress(null, List.of(), 0);

  private static final String BETWEEN = "|";

  static S3Progress parse(String text) {
    if (text == null || text.isEmpty()) {
      return NONE;
    }
    String[] fields = text.split("\\|", 3);
    return new S3Progress(
        fields[2].isEmpty() ? null : fields[2],
        fields[1].isEmpty() ? List.of() : List.of(fields[1].split(",", -1)),
        Integer.parseInt(fields[0]));
  }

  String text() {
    return slot + BETWEEN + String.join(",", tags) + BETWEEN + (uploadId == null ? "" : uploadId);
  }

  S3Progress begun(String id) {
    return new S3Progress(id, tags, slot);
  }

  S3Progress with(String tag) {
    List<String> more = new ArrayList<>(tags);
    more.add(tag);
    return new S3Progress(uploadId, List.copyOf(more), slot);
  }

  S3Progress withOtherSlot() {
    return new S3Progress(uploadId, tags, 1 - slot);
  }
}
