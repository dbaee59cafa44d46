package dev.starling.wire.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.TextRule;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// A password as somebody typed it. It prints as `***` and is never written as JSON.
public final class Password {

  /// For a new one. An old one may be as short as was allowed when it was chosen.
  private static final int BYTES_MIN = 8;

  private static final TextRule RULE = new TextRule("password", 256);

  private final String text;

  private Password(String text) {
    this.text = text;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Password of(String text) {
    return new Password(RULE.check(text));
  }

  /// What is hashed. The same password comes from different keyboards in different code points, so
  /// these are made the same first (NFKC).
  public byte[] bytes() {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
  }

  static Password present(Password password) {
    return password == null ? of(null) : password;
  }

  static Password fitToBeNew(Password password) {
    int bytes = present(password).text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < BYTES_MIN) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "password: " + bytes + " bytes (at least " + BYTES_MIN + ")");
    }
    return password;
  }

  @Override
  public String toString() {
    return "***";
  }
}
