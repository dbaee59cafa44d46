package dev.starling.hooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The headers of a signed request, as the Standard Webhooks specification has them: an id that is
/// the same in each attempt, the time of this attempt, and a signature by each secret over both and
/// the body.
final class Signature {

  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;
  private static final int SECRET_BYTES_MIN = 24;

  private Signature() {}

  static byte[] newSecret(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /// As people copy it.
  static String text(byte[] secret) {
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  static boolean isSecret(String text) {
    try {
      return text.startsWith(PREFIX) && secret(text).length >= SECRET_BYTES_MIN;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  static byte[] secret(String text) {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  /// @param secrets one, or two during a rotation
  static Map<String, String> headers(String id, Instant at, byte[] body, List<byte[]> secrets) {
    String timestamp = Long.toString(at.getEpochSecond());
    byte[] signed = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        timestamp,
        "webhook-signature",
        secrets.stream()
            .map(secret -> "v1," + hmac(secret, signed, body))
            .collect(Collectors.joining(" ")),
        "content-type",
        "application/json; charset=utf-8",
        "user-agent",
        "Starling-Hooks/1");
  }

  private static String hmac(byte[] secret, byte[] first, byte[] second) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(first);
      return Base64.getEncoder().encodeToString(mac.doFinal(second));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    }
  }
}
