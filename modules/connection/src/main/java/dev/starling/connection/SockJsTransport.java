package dev.starling.connection;

import dev.starling.wire.CloseCode;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/// A SockJS session over whichever of its transports. It counts by itself what is unsent, because
/// SockJS forgets a write once it has handed it on.
final class SockJsTransport implements Transport {

  private final SockJSSocket socket;
  private final int writeQueueBytesMax;
  private Listener listener;
  private int unsentBytes;
  private boolean full;

  SockJsTransport(SockJSSocket socket, int writeQueueBytesMax) {
    this.socket = socket;
    this.writeQueueBytesMax = writeQueueBytesMax;
  }

  @Override
  public void listen(Listener hears) {
    listener = hears;
    socket.handler(frame -> hears.frame().accept(frame.getBytes()));
    socket.closeHandler(closed -> hears.closed().run());
    // Nothing to do: whatever went wrong, the close handler follows.
    socket.exceptionHandler(cause -> {});
  }

  @Override
  public void write(String frame) {
    int bytes = frame.length();
    unsentBytes += bytes;
    full = full || unsentBytes > writeQueueBytesMax;
    socket.write(frame).onComplete(sent -> sent(bytes));
  }

  private void sent(int bytes) {
    unsentBytes -= bytes;
    if (full && unsentBytes <= writeQueueBytesMax / 2) {
      full = false;
      listener.drained().run();
    }
  }

  @Override
  public boolean isFull() {
    return full;
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
    // SockJS sends its own heartbeats, and ends a session whose client is gone.
  }

  @Override
  public long heardNanos() {
    return System.nanoTime();
  }

  /// SockJS has one close code of its own for everything, so the reason goes ahead as a frame.
  @Override
  public void close(CloseCode code) {
    socket.write(ServerFrame.closing(code));
    socket.close();
  }
}
