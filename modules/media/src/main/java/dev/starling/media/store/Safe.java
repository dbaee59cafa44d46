package dev.starling.media.store;

/// How much of an object would survive anything.
///
/// @param received its first so many bytes
/// @param progress what the store wants to know to go on from there; means something to it alone
public record Safe(long received, String progress) {

  public static final Safe NOTHING = new Safe(0, null);
}
