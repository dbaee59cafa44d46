package dev.starling.bench.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// The client's end of a WebSocket, with no more of RFC 6455 than a node uses. It reads each frame
/// from where it arrived into bytes that all links of an event loop share, because a general client
/// costs several times as much as the rest of the generator. Owned by that event loop.
final class Link extends ChannelInboundHandlerAdapter {

  /// How a link tells that it ended without a close frame.
  static final int ABNORMAL = 1006;

  static final int BAD_DATA = 1007;

  private static final int OPCODE_CONTINUED = 0x0;
  private static final int OPCODE_TEXT = 0x1;
  private static final int OPCODE_CLOSE = 0x8;
  private static final int OPCODE_PING = 0x9;
  private static final int OPCODE_PONG = 0xa;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  /// What the other end says. Called on the event loop.
  interface Receiver {

    /// The server accepted the link.
    void opened();

    /// @param text good for as long as the call lasts
    void text(byte[] text, int length);

    /// The end, once.
    ///
    /// @param reason what happened, in words
    void closed(int code, String reason);
  }

  private final Scratch scratch;
  private final byte[] request;
  private final Receiver receiver;
  private ChannelHandlerContext context;

  /// What came of a frame, or of the answer to the request, that is not complete yet.
  private ByteBuf rest = Unpooled.EMPTY_BUFFER;

  private boolean open;
  private boolean closed;

  /// Of a text in several frames, what has come.
  private byte[] begun = new byte[0];

  Link(Scratch scratch, byte[] request, Receiver receiver) {
    this.scratch = scratch;
    this.request = request;
    this.receiver = receiver;
  }

  /// Bytes for one frame at a time.
  static final class Scratch {

    private byte[] bytes = new byte[4096];

    byte[] room(int length) {
      if (bytes.length < length) {
        bytes = new byte[length * 2];
      }
      return bytes;
    }
  }

  /// @param text in ASCII
  void write(String text) {
    write(OPCODE_TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  void close() {
    if (open && !closed) {
      write(OPCODE_CLOSE, new byte[] {0x03, (byte) 0xe8}); // 1000
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    context = active;
    context.writeAndFlush(Unpooled.wrappedBuffer(request), context.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext same, Object message) {
    ByteBuf arrived = (ByteBuf) message;
    ByteBuf all = rest.isReadable() ? Unpooled.wrappedBuffer(rest, arrived) : arrived;
    try {
      if (open || answered(all)) {
        while (!closed && frame(all)) {
          // On to the next one.
        }
      }
      rest = all.isReadable() && !closed ? Unpooled.copiedBuffer(all) : Unpooled.EMPTY_BUFFER;
    } catch (IllegalArgumentException bad) {
      end(BAD_DATA, bad.getMessage());
      context.close();
    } finally {
      all.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext same) {
    end(ABNORMAL, "the connection was cut");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext same, Throwable cause) {
    // Anything but a reset is a bug of ours, and says so wherever errors are counted.
    end(ABNORMAL, cause instanceof IOException ? "the connection was cut" : cause.toString());
    same.close();
  }

  private void end(int code, String reason) {
    if (!closed) {
      closed = true;
      receiver.closed(code, reason);
    }
  }

  /// Whether the node has agreed to speak WebSocket.
  private boolean answered(ByteBuf all) {
    String answer = all.toString(StandardCharsets.ISO_8859_1);
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!answer.startsWith("HTTP/1.1 101 ")) {
      end(ABNORMAL, "the node answered " + answer.lines().findFirst().orElse(""));
      context.close();
      return false;
    }
    all.skipBytes(end + 4);
    open = true;
    receiver.opened();
    return true;
  }

  /// Reads one frame if it is there.
  private boolean frame(ByteBuf all) {
    int begin = all.readerIndex();
    int there = all.readableBytes();
    if (there < 2) {
      return false;
    }
    int first = all.getUnsignedByte(begin);
    int marker = all.getUnsignedByte(begin + 1);
    int header = marker == LENGTH_16 ? 4 : marker == LENGTH_64 ? 10 : 2;
    if (there < header) {
      return false;
    }
    long length =
        switch (marker) {
          case LENGTH_16 -> all.getUnsignedShort(begin + 2);
          case LENGTH_64 -> all.getLong(begin + 2);
          default -> marker;
        };
    if (there - header < length) {
      return false;
    }
    byte[] bytes = scratch.room((int) length);
    all.getBytes(begin + header, bytes, 0, (int) length);
    all.readerIndex(begin + header + (int) length);
    take(first, bytes, (int) length);
    return true;
  }

  private void take(int first, byte[] bytes, int length) {
    boolean isFinal = (first & FINAL) != 0;
    switch (first & 0xf) {
      case OPCODE_TEXT, OPCODE_CONTINUED -> {
        if (isFinal && begun.length == 0) {
          receiver.text(bytes, length);
        } else {
          join(bytes, length, isFinal);
        }
      }
      case OPCODE_PING -> write(OPCODE_PONG, Arrays.copyOf(bytes, length));
      case OPCODE_CLOSE -> {
        int code = length < 2 ? ABNORMAL : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        end(code, "closed with " + code);
        context.close();
      }
      default -> {} // A pong.
    }
  }

  private void join(byte[] bytes, int length, boolean isFinal) {
    byte[] joined = Arrays.copyOf(begun, begun.length + length);
    System.arraycopy(bytes, 0, joined, begun.length, length);
    begun = isFinal ? new byte[0] : joined;
    if (isFinal) {
      receiver.text(joined, joined.length);
    }
  }

  private void write(int opcode, byte[] payload) {
    ByteBuf out = context.alloc().ioBuffer(payload.length + 14);
    out.writeByte(FINAL | opcode);
    if (payload.length < LENGTH_16) {
      out.writeByte(MASKED | payload.length);
    } else if (payload.length <= 0xffff) {
      out.writeByte(MASKED | LENGTH_16).writeShort(payload.length);
    } else {
      out.writeByte(MASKED | LENGTH_64).writeLong(payload.length);
    }
    int mask = ThreadLocalRandom.current().nextInt();
    out.writeInt(mask);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
    }
    out.writeBytes(payload);
    if (opcode == OPCODE_CLOSE) {
      context.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    } else {
      context.writeAndFlush(out, context.voidPromise());
    }
  }
}
