package dev.starling.rest;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// One file of the web client, as it is sent.
///
/// @param gzipped null where that saves nothing
/// @param tag its content's name: the same on every node that has the same client
record Asset(String contentType, Buffer plain, Buffer gzipped, String tag) {

  private static final int TAG_BYTES = 16;

  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8",
          "png", "image/png",
          "woff2", "font/woff2");

  static Asset of(String name, byte[] bytes) {
    String contentType = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (contentType == null) {
      throw new IllegalStateException("no content type is known for " + name);
    }
    byte[] gzipped = gzip(bytes);
    return new Asset(
        contentType,
        Buffer.buffer(bytes),
        gzipped.length < bytes.length ? Buffer.buffer(gzipped) : null,
        '"' + hash(bytes) + '"');
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Writes to memory only.
    }
    return zipped.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
