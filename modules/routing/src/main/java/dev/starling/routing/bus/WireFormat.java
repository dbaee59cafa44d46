package dev.starling.routing.bus;

import dev.starling.wire.json.Json;
import io.vertx.core.buffer.Buffer;

/// How one record is laid out in bytes between nodes.
public interface WireFormat<T extends Record> {

  void write(T value, Buffer out);

  /// Reads one record that fills the buffer from here to its end.
  T read(Buffer in, int position);

  /// For what is sent a few times a second at most. What is sent with every message is laid out by
  /// hand.
  static <T extends Record> WireFormat<T> json(Class<T> type) {
    return new WireFormat<>() {
      @Override
      public void write(T value, Buffer out) {
        out.appendBytes(Json.bytes(value));
      }

      @Override
      public T read(Buffer in, int position) {
        return Json.read(in.getBytes(position, in.length()), type);
      }
    };
  }
}
