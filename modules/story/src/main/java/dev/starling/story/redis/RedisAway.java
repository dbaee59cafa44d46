package dev.starling.story.redis;

/// Redis did not answer. Whether it did what it was asked to is unknown.
public final class RedisAway extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedisAway(String detail) {
    super(detail, null, false, false); // Expected: whoever asks can do without.
  }
}
