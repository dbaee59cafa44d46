package dev.starling.connection;

import dev.starling.wire.CloseCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/// A plain WebSocket: text frames out, text or binary in.
final class WebSocketTransport implements Transport {

  private final ServerWebSocket socket;
  private long heardNanos = System.nanoTime();

  WebSocketTransport(ServerWebSocket socket, int writeQueueBytesMax) {
    this.socket = socket;
    socket.setWriteQueueMaxSize(writeQueueBytesMax);
  }

  @Override
  public void listen(Listener listener) {
    socket.textMessageHandler(
        text -> {
          heardNanos = System.nanoTime();
          listener.frame().accept(text);
        });
    socket.binaryMessageHandler(
        bytes -> {
          heardNanos = System.nanoTime();
          listener.frame().accept(bytes.toString());
        });
    socket.pongHandler(pong -> heardNanos = System.nanoTime());
    socket.drainHandler(drained -> listener.drained().run());
    socket.closeHandler(closed -> listener.closed().run());
    // Nothing to do: whatever went wrong, the close handler follows.
    socket.exceptionHandler(cause -> {});
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
