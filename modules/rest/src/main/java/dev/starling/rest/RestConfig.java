package dev.starling.rest;

/// What a request may be.
///
/// @param bodyBytesMax the largest body
public record RestConfig(int bodyBytesMax) {

  public static final RestConfig DEFAULTS = new RestConfig(64 * 1024);

  public RestConfig {
    if (bodyBytesMax < 1024) {
      throw new IllegalArgumentException(
          "rest.bodyBytesMax: " + bodyBytesMax + " (expected: at least 1024)");
    }
  }
}
