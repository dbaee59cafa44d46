package dev.starling.media;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/// A client that sends, and may stop before anybody has begun to listen.
final class Sender {

  private final ReadStream<Buffer> bytes;
  private Runnable whenBroken;
  private boolean isBroken;

  /// @param bytes paused
  Sender(ReadStream<Buffer> bytes) {
    this.bytes = bytes;
    bytes.exceptionHandler(cause -> broken());
  }

  ReadStream<Buffer> bytes() {
    return bytes;
  }

  /// Also when it happened before.
  void onBroken(Runnable listener) {
    whenBroken = listener;
    if (isBroken) {
      listener.run();
    }
  }

  private void broken() {
    isBroken = true;
    if (whenBroken != null) {
      whenBroken.run();
    }
  }
}
