package dev.starling.routing.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/// Puts a [WireFormat] on the event bus: a length, then the record.
final class RecordCodec<T extends Record> implements MessageCodec<T, T> {

  private final Class<T> type;
  private final WireFormat<T> format;

  RecordCodec(Class<T> type, WireFormat<T> format) {
    this.type = type;
    this.format = format;
  }

  @Override
  public void encodeToWire(Buffer out, T value) {
    int start = out.length();
    out.appendInt(0);
    format.write(value, out);
    out.setInt(start, out.length() - start - Integer.BYTES);
  }

  @Override
  public T decodeFromWire(int position, Buffer in) {
    int from = position + Integer.BYTES;
    return format.read(in.slice(from, from + in.getInt(position)), 0);
  }

  @Override
  public T transform(T value) {
    return value; // Records are immutable, so a local delivery may share the instance.
  }

  @Override
  public String name() {
    return type.getSimpleName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
