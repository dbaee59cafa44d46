package dev.starling.persistence.account;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/// A key that signs tokens.
///
/// @param signsFrom nobody signs with it earlier, so that every node knows it before
/// @param notAfter its successor signs from here on
public record SigningKey(int id, Buffer secret, Instant signsFrom, Instant notAfter) {

  @Override
  public String toString() {
    return "SigningKey[id=" + id + ", secret=***]";
  }
}
