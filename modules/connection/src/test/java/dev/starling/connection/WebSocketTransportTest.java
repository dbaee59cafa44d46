package dev.starling.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A WebSocket from its upgrade on, in a channel without a network.
class WebSocketTransportTest {

  private final SocketRig rig = new SocketRig();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new IdleStateHandler(0, 0, 60),
          new WebSocket13FrameEncoder(false),
          new ChannelInboundHandlerAdapter());
  private final WebSocketTransport transport = rig.takeOver(channel);
  private final List<String> heard = new ArrayList<>();
  private int drained;
  private int closed;

  WebSocketTransportTest() {
    transport.listen(
        new Transport.Listener(
            frame -> heard.add(new String(frame, StandardCharsets.UTF_8)),
            () -> drained++,
            () -> closed++));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    rig.close();
  }

  @Test
  void partsAreOneFrameAndSomethingMayComeBetweenThem() {
    channel.writeInbound(new TextWebSocketFrame(false, 0, "on"));
    channel.writeInbound(
        new PingWebSocketFrame(Unpooled.copiedBuffer("p", StandardCharsets.UTF_8)));
    channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "e"));
    channel.writeInbound(new BinaryWebSocketFrame(bytes("two")));

    assertThat(heard).containsExactly("one", "two");
    channel.runPendingTasks();
    assertThat(written()).isEqualTo("8a0170"); // The pong, with the ping's word.
  }

  @Test
  void partsThatAreTooMuchTogetherAreHeardBeforeTheirEnd() {
    String half = "x".repeat(SocketRig.CONFIG.frameBytesMax());

    channel.writeInbound(new TextWebSocketFrame(false, 0, half));
    channel.writeInbound(new ContinuationWebSocketFrame(false, 0, half));

    assertThat(heard).containsExactly(half + half);
  }

  @Test
  void whatIsWrittenInOneTurnLeavesTogether() {
    AtomicInteger flushes = new AtomicInteger();
    channel
        .pipeline()
        .addFirst(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void flush(ChannelHandlerContext context) {
                flushes.incrementAndGet();
                context.flush();
              }
            });

    transport.listen(
        new Transport.Listener(
            frame -> {
              transport.write("a");
              transport.write("b");
            },
            () -> {},
            () -> {}));

    channel.writeInbound(new TextWebSocketFrame("go"));

    assertThat(written()).isEqualTo("810161" + "810162");
    assertThat(flushes).hasValue(1);
  }

  @Test
  void whoDoesNotReadIsFullUntilHalfIsGone() {
    transport.write("x".repeat(SocketRig.CONFIG.writeQueueBytesMax() + 1));
    assertThat(transport.isFull()).isTrue();
    assertThat(drained).isZero();

    channel.runPendingTasks();

    assertThat(transport.isFull()).isFalse();
    assertThat(drained).isEqualTo(1);
  }

  @Test
  void nothingIsHeardWhilePausedAndNothingLost() {
    transport.pause();
    channel.writeInbound(new TextWebSocketFrame("1"), new TextWebSocketFrame("2"));
    assertThat(heard).isEmpty();
    assertThat(channel.config().isAutoRead()).isFalse();

    transport.resume();
    channel.writeInbound(new TextWebSocketFrame("3")); // It must not overtake the others.
    channel.runPendingTasks();

    assertThat(heard).containsExactly("1", "2", "3");
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void aCloseIsAnsweredInTheClientsWords() {
    channel.writeInbound(new CloseWebSocketFrame(1000, "bye"));
    channel.runPendingTasks();

    assertThat(written()).isEqualTo("8805" + "03e8" + "627965");
    assertThat(channel.isOpen()).isFalse();
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void aCloseOfOursWaitsForTheClients() {
    transport.close(CloseCode.SILENT);
    transport.write("too late");
    channel.writeInbound(new TextWebSocketFrame("too late"));
    assertThat(written()).startsWith("88").contains("0fa2");
    assertThat(channel.isOpen()).isTrue();

    channel.writeInbound(new CloseWebSocketFrame(4002, ""));
    channel.runPendingTasks();

    assertThat(channel.isOpen()).isFalse();
    assertThat(heard).isEmpty();
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void whoNeverAnswersACloseIsClosedAllTheSame() {
    transport.close(CloseCode.SILENT);
    channel.advanceTimeBy(11, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();

    assertThat(channel.isOpen()).isFalse();
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void aPongIsASignOfLife() {
    long before = transport.heardNanos();

    channel.writeInbound(new PongWebSocketFrame());

    assertThat(transport.heardNanos()).isGreaterThan(before);
    assertThat(heard).isEmpty();
  }

  @Test
  void aBrokenFrameEndsTheConnection() {
    channel.pipeline().fireExceptionCaught(new IllegalStateException("broken"));
    channel.runPendingTasks();

    assertThat(channel.isOpen()).isFalse();
    assertThat(closed).isEqualTo(1);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private String written() {
    StringBuilder all = new StringBuilder();
    for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
      for (byte b : ByteBufUtil.getBytes(frame)) {
        all.append("%02x".formatted(b));
      }
      frame.release();
    }
    return all.toString();
  }
}
