package dev.starling.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A Redis, one database.
public final class RedisServer extends Server {

  private static final int TIMEOUT_MS = 5_000;

  RedisServer(Part part) {
    super(part);
  }

  /// `redis://host:port`, as `STARLING_REDIS_URIS` wants it.
  public URI uri() {
    return URI.create("redis://" + HOST + ":" + port());
  }

  /// Forgets everything, as an operator may at any moment.
  public void flushAll() {
    try {
      String answer = ask(port(), "FLUSHALL");
      if (!answer.equals("+OK")) {
        throw new IllegalStateException("Redis said: " + answer);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Redis did not answer: " + e.getMessage(), e);
    }
  }

  static boolean answers(int port) throws IOException {
    return ask(port, "PING").equals("+PONG");
  }

  /// Says one word and returns the first line of the answer.
  static String ask(int port, String word) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HOST, port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write((word + "\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return answer == null ? "" : answer;
    }
  }
}
