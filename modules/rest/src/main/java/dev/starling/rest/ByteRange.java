package dev.starling.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One range of bytes, as HTTP asks for it (RFC 9110, 14).
///
/// @param from the first byte
/// @param length 0 for a range in which there is nothing
record ByteRange(long from, long length) {

  /// Several ranges at once are as good as none: the whole is a right answer, too.
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// Empty when the header asks for no range that is one.
  static Optional<ByteRange> parse(String header, long size) {
    Matcher matcher = ONE.matcher(header == null ? "" : header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(end(Long.parseLong(last), size));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    if (!last.isEmpty() && Long.parseLong(last) < from) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange(from, Math.max(0, to - from + 1)));
  }

  /// As the answer says it.
  String of(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }

  private static ByteRange end(long count, long size) {
    long length = Math.min(count, size);
    return new ByteRange(size - length, length);
  }
}
