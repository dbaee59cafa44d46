package dev.starling.hooks;

import dev.starling.wire.Secret;
import java.net.URI;
import java.time.Duration;

/// Whom people who are away are told through.
///
/// @param url of the operator's endpoint; null for none
/// @param secret that signs requests to it, `whsec_` and base64
/// @param previousSecret signs as well, while the endpoint moves from one to the other; null for
///   none
/// @param contact of the operator for push services, `mailto:` or `https:`; null for no Web Push
/// @param after a message that is on no device of a member's by then makes a notification
/// @param gather two notifications about one conversation are so far apart
/// @param includeText whether the text of messages leaves, too
/// @param lifetime push services keep what they cannot deliver for so long
public record PushConfig(
    URI url,
    Secret secret,
    Secret previousSecret,
    String contact,
    Duration after,
    Duration gather,
    boolean includeText,
    Duration lifetime) {

  private static final Duration AFTER_MAX = Duration.ofMinutes(30);
  private static final Duration LIFETIME_MAX = Duration.ofDays(28);

  public static final PushConfig DEFAULTS =
      new PushConfig(
          null,
          null,
          null,
          null,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          false,
          Duration.ofDays(7));

  public PushConfig {
    if (url != null && secret == null) {
      throw refused("secret", "null", "one, because there is a url");
    }
    checkSecret("secret", secret);
    checkSecret("previousSecret", previousSecret);
    if (contact != null && !contact.startsWith("mailto:") && !contact.startsWith("https://")) {
      throw refused("contact", contact, "mailto:… or https://…");
    }
    if (after.toMillis() < 1 || after.compareTo(AFTER_MAX) > 0) {
      throw refused("after", after, "1ms to 30m");
    }
    if (gather.isNegative()) {
      throw refused("gather", gather, "at least 0s");
    }
    if (lifetime.isNegative() || lifetime.compareTo(LIFETIME_MAX) > 0) {
      throw refused("lifetime", lifetime, "0s to 28d");
    }
  }

  boolean hasEndpoint() {
    return url != null;
  }

  boolean hasWebPush() {
    return contact != null;
  }

  private static void checkSecret(String key, Secret secret) {
    if (secret != null && !Signature.isSecret(secret.value())) {
      throw refused(key, "***", "whsec_ and at least 24 bytes in base64");
    }
  }

  private static IllegalArgumentException refused(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "hooks.push." + key + ": " + value + " (expected: " + expected + ")");
  }
}
