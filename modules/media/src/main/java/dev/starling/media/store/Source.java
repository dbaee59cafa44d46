package dev.starling.media.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/// Where the wanted bytes are.
public sealed interface Source {

  /// In a file of this machine.
  record LocalFile(String path) implements Source {}

  /// On their way, paused.
  record Bytes(ReadStream<Buffer> stream) implements Source {}

  /// To be asked for there.
  record Elsewhere(String url) implements Source {}
}
