package dev.starling.media.content;

/// What a container of video or audio says of itself.
///
/// @param width of its picture as it is to be shown, null when it has none
/// @param durationMs null when it does not say
record Measured(Integer width, Integer height, Long durationMs) {

  static final Measured NOTHING = new Measured(null, null, null);
}
