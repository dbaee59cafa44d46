package dev.starling.connection;

import dev.starling.wire.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// A plain WebSocket: text frames out, text or binary in. Once the upgrade is done it takes the
/// place of Vert.x's handler at the end of the channel: what Vert.x keeps for a WebSocket, and for
/// the request that it was, is 14 kB.
///
/// It puts the parts of a frame together by itself, so that nothing is replaced that is no UTF-8,
/// and nothing dropped that is too large.
final class WebSocketTransport extends ChannelInboundHandlerAdapter implements Transport {

  /// For so long a client may take to answer that we close.
  private static final int CLOSING_SECONDS_MAX = 10;

  private static final byte[] NOTHING = {};

  private final Channel channel;
  private final SocketLoop loop;
  private final int frameBytesMax;
  private Listener listener;
  private long heardNanos = System.nanoTime();

  /// The parts that came already, null between frames.
  private byte[] parts;

  /// What came although nobody wants to hear it now, null when there was nothing.
  private Queue<WebSocketFrame> unheard;

  private boolean paused;
  private boolean unflushed;

  /// Null until one side has said that it closes.
  private ScheduledFuture<?> closing;

  private WebSocketTransport(Channel channel, SocketLoop loop) {
    this.channel = channel;
    this.loop = loop;
    this.frameBytesMax = loop.config().frameBytesMax();
  }

  /// To be called on the event loop, in the turn that completes the upgrade.
  static WebSocketTransport takeOver(Channel channel, SocketLoop loop) {
    WebSocketTransport transport = new WebSocketTransport(channel, loop);
    ChannelPipeline pipeline = channel.pipeline();
    // A silent socket is noticed by the sweep, and frames are encoded here.
    if (pipeline.get(IdleStateHandler.class) != null) {
      pipeline.remove(IdleStateHandler.class);
    }
    pipeline.remove(WebSocketFrameEncoder.class);
    pipeline.replace(pipeline.last(), "starling", transport);
    channel.config().setWriteBufferWaterMark(loop.writeMarks());
    return transport;
  }

  @Override
  public void listen(Listener hears) {
    listener = hears;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof WebSocketFrame frame)) {
      ReferenceCountUtil.release(message);
    } else if (paused || hasUnheard()) {
      unheard = unheard == null ? new ArrayDeque<>() : unheard;
      unheard.add(frame);
    } else {
      loop.dispatch(() -> hear(frame));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable() && closing == null) {
      loop.dispatch(listener.drained());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (closing != null) {
      closing.cancel(false);
    }
    forgetUnheard();
    loop.dispatch(listener.closed());
  }

  /// A frame that breaks the protocol, or is far larger than one may be.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    channel.close();
  }

  private void hear(WebSocketFrame frame) {
    heardNanos = System.nanoTime();
    try {
      if (frame instanceof CloseWebSocketFrame) {
        answerClose(frame.content());
      } else if (closing == null) {
        take(frame);
      }
    } finally {
      frame.release();
    }
  }

  private void take(WebSocketFrame frame) {
    byte[] bytes = ByteBufUtil.getBytes(frame.content());
    if (frame instanceof PingWebSocketFrame) {
      // Only the last one has to be answered, and who does not read the answers sends enough.
      if (channel.isWritable()) {
        send(FrameBytes.PONG, bytes);
      }
    } else if (!(frame instanceof PongWebSocketFrame)) {
      parts = parts == null ? bytes : joined(parts, bytes);
      if (frame.isFinalFragment() || parts.length > frameBytesMax) {
        byte[] whole = parts;
        parts = null;
        listener.frame().accept(whole);
      }
    }
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Override
  public void write(String frame) {
    if (closing == null) {
      send(FrameBytes.TEXT, loop.utf8(frame));
    }
  }

  private void send(int opcode, byte[] payload) {
    channel.write(FrameBytes.of(opcode, payload, channel.alloc()), channel.voidPromise());
    if (!unflushed) {
      unflushed = true;
      loop.flushSoon(this);
    }
  }

  EventLoop eventLoop() {
    return channel.eventLoop();
  }

  void flush() {
    unflushed = false;
    channel.flush();
  }

  @Override
  public boolean isFull() {
    return !channel.isWritable();
  }

  @Override
  public void pause() {
    paused = true;
    channel.config().setAutoRead(false);
  }

  @Override
  public void resume() {
    paused = false;
    if (hasUnheard()) {
      channel.eventLoop().execute(() -> loop.dispatch(this::catchUp));
    } else {
      channel.config().setAutoRead(true);
    }
  }

  private void catchUp() {
    while (!paused && hasUnheard()) {
      hear(unheard.remove());
    }
    if (!paused) {
      channel.config().setAutoRead(true);
    }
  }

  private boolean hasUnheard() {
    return unheard != null && !unheard.isEmpty();
  }

  private void forgetUnheard() {
    while (hasUnheard()) {
      unheard.remove().release();
    }
  }

  @Override
  public void ping() {
    if (closing == null && channel.isWritable()) {
      send(FrameBytes.PING, NOTHING);
    }
  }

  @Override
  public long heardNanos() {
    return heardNanos;
  }

  @Override
  public void close(CloseCode code) {
    if (closing == null) {
      // Written before the rest is forgotten, and read on for the client's answer.
      sayClose(FrameBytes.close(code.number(), code.reason()), false);
      forgetUnheard();
      paused = false;
      channel.config().setAutoRead(true);
    }
  }

  /// With the client's own words, as the protocol wants it.
  private void answerClose(ByteBuf words) {
    if (closing == null) {
      sayClose(ByteBufUtil.getBytes(words), true);
    } else {
      channel.close();
    }
  }

  /// @param last whether the other side has said so already
  private void sayClose(byte[] payload, boolean last) {
    closing =
        channel.eventLoop().schedule(() -> channel.close(), CLOSING_SECONDS_MAX, TimeUnit.SECONDS);
    ByteBuf frame = FrameBytes.of(FrameBytes.CLOSE, payload, channel.alloc());
    channel
        .writeAndFlush(frame)
        .addListener(
            written -> {
              if (last) {
                channel.close();
              }
            });
  }
}
