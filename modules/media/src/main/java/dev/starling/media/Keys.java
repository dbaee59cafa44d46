package dev.starling.media;

import dev.starling.wire.MediaId;

/// What files are called in the store.
final class Keys {

  private Keys() {}

  static String of(MediaId id) {
    return id.text();
  }

  static String thumbnail(MediaId id) {
    return id.text() + ".thumbnail";
  }
}
