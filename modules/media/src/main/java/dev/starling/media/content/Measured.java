package dev.starling.media.content;

/// What a container of video or audio says of itself.
///
/// @param width of its picture as it is to be shown, null when it has none
/// @param durationMs null when it does not say
record Measured(Integer width, Integer height, Long durationMs) {

  static final Measured NOTHING = new Measured(null, null, null);

  private static final long MILLIS = 1_000;

  /// So many of something of which so many are heard in a second.
  static Measured sound(long count, long perSecond) {
    boolean isKnown = count > 0 && count <= Long.MAX_VALUE / MILLIS && perSecond > 0;
    long millis = isKnown ? count * MILLIS / perSecond : 0;
    return new Measured(null, null, millis > 0 ? millis : null);
  }
}
