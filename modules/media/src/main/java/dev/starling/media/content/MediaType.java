package dev.starling.media.content;

import dev.starling.wire.media.MediaKind;
import java.util.Map;

/// What content is, and how it may be served.
///
/// @param name as it is told to clients
/// @param inline whether a browser may show it; what may not is a file to save
public record MediaType(MediaKind kind, String name, boolean inline) {

  private static final String ANYTHING = "application/octet-stream";

  /// What browsers show without running any of it. Nothing else is ever served as what it is.
  private static final Map<String, MediaKind> SHOWN =
      Map.ofEntries(
          Map.entry("image/png", MediaKind.PICTURE),
          Map.entry("image/jpeg", MediaKind.PICTURE),
          Map.entry("image/gif", MediaKind.PICTURE),
          Map.entry("image/webp", MediaKind.PICTURE),
          Map.entry("video/mp4", MediaKind.VIDEO),
          Map.entry("video/quicktime", MediaKind.VIDEO),
          Map.entry("video/webm", MediaKind.VIDEO),
          Map.entry("audio/mp4", MediaKind.AUDIO),
          Map.entry("audio/mpeg", MediaKind.AUDIO),
          Map.entry("audio/ogg", MediaKind.AUDIO),
          Map.entry("audio/flac", MediaKind.AUDIO),
          Map.entry("audio/wav", MediaKind.AUDIO),
          Map.entry("audio/webm", MediaKind.AUDIO));

  public static MediaType of(String name) {
    MediaKind kind = SHOWN.get(name);
    return kind == null
        ? new MediaType(MediaKind.FILE, name, false)
        : new MediaType(kind, name, true);
  }

  /// As it is served.
  public String servedAs() {
    return inline ? name : ANYTHING;
  }
}
