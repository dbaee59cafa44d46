package dev.starling.connection;

import dev.starling.wire.CloseCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;

/// A plain WebSocket: text frames out, text or binary in. It puts the parts of a frame together by
/// itself: Vert.x would replace what is no UTF-8, and drop what is too large without a word.
final class WebSocketTransport implements Transport {

  private final ServerWebSocket socket;
  private final int frameBytesMax;
  private long heardNanos = System.nanoTime();

  /// The parts that came already, null between frames.
  private Buffer parts;

  WebSocketTransport(ServerWebSocket socket, ConnectionConfig config) {
    this.socket = socket;
    this.frameBytesMax = config.frameBytesMax();
    socket.setWriteQueueMaxSize(config.writeQueueBytesMax());
  }

  @Override
  public void listen(Listener listener) {
    socket.frameHandler(
        part -> {
          if (part.isText() || part.isBinary() || part.isContinuation()) {
            heardNanos = System.nanoTime();
            take(part, listener);
          }
        });
    socket.pongHandler(pong -> heardNanos = System.nanoTime());
    socket.drainHandler(drained -> listener.drained().run());
    socket.closeHandler(closed -> listener.closed().run());
    // Nothing to do: whatever went wrong, the close handler follows.
    socket.exceptionHandler(cause -> {});
  }

  private void take(WebSocketFrame part, Listener listener) {
    parts = parts == null ? part.binaryData() : parts.appendBuffer(part.binaryData());
    if (part.isFinal() || parts.length() > frameBytesMax) {
      Buffer frame = parts;
      parts = null;
      listener.frame().accept(frame);
    }
  }

  @Override
  public void write(String frame) {
    socket.writeTextMessage(frame);
  }

  @Override
  public boolean isFull() {
    return socket.writeQueueFull();
  }

  @Override
  public void pause() {
    socket.pause();
  }

  @Override
  public void resume() {
    socket.resume();
  }

  @Override
  public void ping() {
    socket.writePing(Buffer.buffer());
  }

  @Override
  public long heardNanos() {
    return heardNanos;
  }

  @Override
  public void close(CloseCode code) {
    socket.close((short) code.number(), code.reason());
  }
}
