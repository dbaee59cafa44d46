package dev.starling.devservices;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// The little HTTP that is needed to see whether a server is there.
final class Http {

  private static final int TIMEOUT_MS = 5_000;

  private Http() {}

  static int status(String method, String uri) throws IOException {
    HttpURLConnection connection = open(method, uri);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  /// The body of an answer with status 200.
  static String get(String uri) throws IOException {
    HttpURLConnection connection = open("GET", uri);
    try (var body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }

  private static HttpURLConnection open(String method, String uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MS);
    connection.setReadTimeout(TIMEOUT_MS);
    return connection;
  }
}
