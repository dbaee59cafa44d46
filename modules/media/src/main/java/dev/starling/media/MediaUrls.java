package dev.starling.media;

import dev.starling.persistence.media.StoredMedia;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.media.MediaUrl;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// Addresses of files: whoever knows one may have the file until it expires. Nobody can make one up
/// or make it last longer. Safe for use by any thread.
public final class MediaUrls {

  /// What of a file an address is good for.
  public enum Part {
    WHOLE,
    THUMBNAIL
  }

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final int SIGNED_BYTES = Long.BYTES + Long.BYTES + 1;

  /// An address is the same for a quarter of its life, so that browsers find it in their caches.
  private static final int STEPS_PER_LIFETIME = 4;

  private final UrlKeys keys;
  private final Clock clock;
  private final long lifetime;
  private final long step;

  MediaUrls(UrlKeys keys, Clock clock, Duration lifetime) {
    this.keys = keys;
    this.clock = clock;
    this.lifetime = lifetime.toSeconds();
    this.step = Math.max(1, this.lifetime / STEPS_PER_LIFETIME);
  }

  /// Relative to where the server is.
  public MediaUrl of(StoredMedia media) {
    return of(media, Instant.MAX);
  }

  /// Good until then at most, to the second before.
  public MediaUrl of(StoredMedia media, Instant until) {
    long now = clock.instant().getEpochSecond();
    long expires = Math.min(((now + lifetime) / step + 1) * step, until.getEpochSecond());
    boolean hasThumbnail = media.content().thumbnail() != null;
    return new MediaUrl(
        url(media.id(), Part.WHOLE, expires),
        hasThumbnail ? url(media.id(), Part.THUMBNAIL, expires) : null,
        Instant.ofEpochSecond(expires));
  }

  /// How long the address is still good, when it is.
  ///
  /// @param expires in seconds since 1970
  /// @param signature as the address has it, or null
  public Duration check(MediaId id, Part part, Long expires, String signature) {
    if (expires == null || signature == null || !isSigned(id, part, expires, signature)) {
      throw new Failure.Forbidden(
          ErrorCode.MEDIA_URL_INVALID, "not an address that this server has given out");
    }
    Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(expires));
    if (!left.isPositive()) {
      throw new Failure.Forbidden(
          ErrorCode.MEDIA_URL_EXPIRED, "expired: ask for another address of " + id);
    }
    return left;
  }

  private String url(MediaId id, Part part, long expires) {
    UrlKeys.Key key = keys.signer();
    String path = part == Part.WHOLE ? "/media/" + id : "/media/" + id + "/thumbnail";
    return "%s?exp=%d&sig=%d.%s"
        .formatted(path, expires, key.id(), TEXT.encodeToString(sign(key, id, part, expires)));
  }

  private boolean isSigned(MediaId id, Part part, long expires, String signature) {
    int dot = signature.indexOf('.');
    if (dot < 1 || dot > 9) {
      return false;
    }
    return keys.find(signature.substring(0, dot))
        .map(key -> TEXT.encode(sign(key, id, part, expires)))
        .map(
            right ->
                MessageDigest.isEqual(
                    right,
                    signature
                        .substring(dot + 1)
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
        .orElse(false);
  }

  private static byte[] sign(UrlKeys.Key key, MediaId id, Part part, long expires) {
    return key.sign(
        ByteBuffer.allocate(SIGNED_BYTES)
            .putLong(id.value())
            .putLong(expires)
            .put((byte) part.ordinal())
            .array());
  }
}
