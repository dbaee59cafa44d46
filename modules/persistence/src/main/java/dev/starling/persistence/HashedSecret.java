package dev.starling.persistence;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Secrets that somebody holds and that are kept here by their hash only: whoever reads the
/// database has none of them. So random that a fast hash is enough.
public final class HashedSecret {

  private static final int BYTES = 32;

  /// Of the text that is handed out: the same in base64.
  public static final int LENGTH = 43;

  private HashedSecret() {}

  /// A new one, fit for addresses and headers.
  public static String make(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// What is kept of it.
  public static Buffer hash(String secret) {
    try {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    }
  }
}
