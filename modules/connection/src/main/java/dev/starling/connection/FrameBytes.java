package dev.starling.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// What a server writes on a WebSocket (RFC 6455, 5.2): no mask, no extension.
final class FrameBytes {

  static final int TEXT = 0x1;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xa;

  /// What is longer goes in parts of this length, because clients have limits of their own, and
  /// this is a common one.
  static final int PART_BYTES_MAX = 64 * 1024;

  private static final int CONTINUATION = 0x0;
  private static final int FINAL = 0x80;
  private static final int BYTE_LENGTH_MAX = 125;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;
  private static final int SHORT_LENGTH_MAX = 0xffff;
  private static final int HEADER_BYTES_MAX = 10;

  private FrameBytes() {}

  static ByteBuf of(int opcode, byte[] payload, ByteBufAllocator allocator) {
    int partsAtMost = 1 + payload.length / PART_BYTES_MAX;
    ByteBuf out = allocator.directBuffer(payload.length + partsAtMost * HEADER_BYTES_MAX);
    int from = 0;
    while (payload.length - from > PART_BYTES_MAX) {
      write(from == 0 ? opcode : CONTINUATION, payload, from, PART_BYTES_MAX, out);
      from += PART_BYTES_MAX;
    }
    write(FINAL | (from == 0 ? opcode : CONTINUATION), payload, from, payload.length - from, out);
    return out;
  }

  /// The payload of a close frame.
  static byte[] close(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[Short.BYTES + text.length];
    payload[0] = (byte) (code >>> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, Short.BYTES, text.length);
    return payload;
  }

  private static void write(int first, byte[] payload, int from, int length, ByteBuf out) {
    out.writeByte(first);
    if (length <= BYTE_LENGTH_MAX) {
      out.writeByte(length);
    } else if (length <= SHORT_LENGTH_MAX) {
      out.writeByte(SHORT_LENGTH).writeShort(length);
    } else {
      out.writeByte(LONG_LENGTH).writeLong(length);
    }
    out.writeBytes(payload, from, length);
  }
}
