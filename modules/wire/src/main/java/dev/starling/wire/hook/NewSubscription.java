package dev.starling.wire.hook;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.util.Base64;

/// A browser wants Web Push: what its `PushSubscription.toJSON()` says.
///
/// @param endpoint of its push service
public record NewSubscription(String endpoint, Keys keys) {

  private static final int P256DH_BYTES = 65; // An uncompressed point of P-256.
  private static final int AUTH_BYTES = 16;

  /// As base64url, which browsers write without padding.
  public record Keys(String p256dh, String auth) {

    public byte[] p256dhBytes() {
      return bytes("p256dh", p256dh, P256DH_BYTES);
    }

    public byte[] authBytes() {
      return bytes("auth", auth, AUTH_BYTES);
    }

    private static byte[] bytes(String field, String text, int length) {
      byte[] bytes = text == null ? new byte[0] : decoded(text);
      if (bytes.length != length) {
        throw new Failure.Invalid(
            ErrorCode.BAD_FIELD, "keys." + field + ": expected " + length + " bytes in base64url");
      }
      return bytes;
    }

    private static byte[] decoded(String text) {
      try {
        return Base64.getUrlDecoder().decode(text);
      } catch (IllegalArgumentException notBase64) {
        return new byte[0];
      }
    }
  }

  public NewSubscription {
    if (keys == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "keys: missing");
    }
  }
}
