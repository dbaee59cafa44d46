package dev.starling.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text as it comes in, from a socket or in a body.
public final class Utf8 {

  /// What Java puts where something is not UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /// Refuses what only looks like UTF-8 instead of putting question marks into it: what is stored
  /// is what was said.
  public static String decode(byte[] bytes) {
    // The way that Java is fast at, and does not refuse anything. Nearly no text holds the
    // character that it leaves behind then; one that does is looked at again.
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes);
  }

  private static String decodeStrictly(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Failure.Invalid(ErrorCode.INVALID_UTF8, "not UTF-8 (expected: UTF-8)");
    }
  }
}
