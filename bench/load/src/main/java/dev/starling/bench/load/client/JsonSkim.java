package dev.starling.bench.load.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks over one JSON object in bytes, field by field, and makes nothing of what is not asked for.
/// A parser that makes strings and a tree of every frame would cost the generator more than the
/// message costs the server. Whether what is skipped is right is not checked.
///
/// Not thread-safe.
final class JsonSkim {

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int nameFrom;
  private int nameTo;

  /// Where the last string began, and where it ended.
  private int from;

  private int to;

  void over(byte[] newBytes, int length) {
    bytes = newBytes;
    at = 0;
    end = length;
  }

  /// Goes into the object that comes now.
  void enter() {
    expect('{');
  }

  /// Goes to the value of the next field; false at the end of the object, which is left then.
  boolean nextField() {
    byte next = peek();
    if (next == ',') {
      at++;
      next = peek();
    }
    if (next == '}') {
      at++;
      return false;
    }
    text();
    nameFrom = from;
    nameTo = to;
    expect(':');
    return true;
  }

  /// Whether the field is called so.
  boolean isNamed(byte[] name) {
    return Arrays.equals(bytes, nameFrom, nameTo, name, 0, name.length);
  }

  boolean isObject() {
    return peek() == '{';
  }

  boolean isText() {
    return peek() == '"';
  }

  /// Reads a string, which [#from] and [#to] tell then, quotes left out and escapes left in.
  void text() {
    expect('"');
    from = at;
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    to = at;
    expect('"');
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// Reads a whole number that is not negative; 0 for another value, which is skipped.
  long number() {
    byte next = peek();
    if (next < '0' || next > '9') {
      skip();
      return 0;
    }
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + (bytes[at++] - '0');
    }
    return value;
  }

  /// Reads a value, and whether it is `true`.
  boolean isTrue() {
    boolean isTrue = peek() == 't';
    skip();
    return isTrue;
  }

  void skip() {
    int depth = 0;
    do {
      byte next = peek();
      if (next == '"') {
        text();
      } else {
        at++;
        depth += next == '{' || next == '[' ? 1 : 0;
        depth -= next == '}' || next == ']' ? 1 : 0;
      }
    } while (depth > 0 || !isAtEndOfValue());
  }

  private boolean isAtEndOfValue() {
    byte next = peek();
    return next == ',' || next == '}' || next == ']';
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw broken();
    }
    at++;
  }

  /// The next byte that is no space.
  private byte peek() {
    while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    if (at >= end) {
      throw broken();
    }
    return bytes[at];
  }

  private IllegalArgumentException broken() {
    return new IllegalArgumentException(
        "the server wrote no JSON object: " + new String(bytes, 0, end, StandardCharsets.UTF_8));
  }
}
