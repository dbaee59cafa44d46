package dev.starling.node;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// One connection that sends whatever it is given, also what no decent client would.
final class RawHttp implements AutoCloseable {

  /// @param closes whether the server does so after this
  record Answer(int status, String body, boolean closes) {}

  private static final int ANSWER_MILLIS_MAX = 10_000;

  private final Socket socket;
  private final InputStream in;

  RawHttp(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(ANSWER_MILLIS_MAX);
    in = new BufferedInputStream(socket.getInputStream());
  }

  Answer ask(String line, Map<String, String> headers, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: x\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    // One by one, so that an answer may come before all of the request was read.
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().write(body);
    return answer();
  }

  private Answer answer() throws IOException {
    int status = Integer.parseInt(line().split(" ", -1)[1]);
    int length = 0;
    boolean closes = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).trim());
      }
      closes |= lower.equals("connection: close");
    }
    return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8), closes);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("closed in the middle of an answer");
      }
      line.append((char) b);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
