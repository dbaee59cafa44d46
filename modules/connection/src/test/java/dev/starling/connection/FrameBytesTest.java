package dev.starling.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames as an independent decoder reads them.
class FrameBytesTest {

  private static final int MORE_THAN_A_FRAME = 4 * FrameBytes.PART_BYTES_MAX;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 65_537, 131_072, 200_000})
  void aTextOfAnyLengthArrivesWhole(int length) {
    byte[] text = new byte[length];
    new Random(length).nextBytes(text);
    EmbeddedChannel client = client();

    client.writeInbound(FrameBytes.of(FrameBytes.TEXT, text, UnpooledByteBufAllocator.DEFAULT));

    ByteBuf whole = UnpooledByteBufAllocator.DEFAULT.heapBuffer();
    boolean ended = false;
    for (WebSocketFrame part = client.readInbound(); part != null; part = client.readInbound()) {
      assertThat(ended).isFalse();
      assertThat(part.content().readableBytes()).isLessThanOrEqualTo(FrameBytes.PART_BYTES_MAX);
      whole.writeBytes(part.content());
      ended = part.isFinalFragment();
      part.release();
    }
    byte[] heard = new byte[whole.readableBytes()];
    whole.readBytes(heard);
    whole.release();
    assertThat(ended).isTrue();
    assertThat(heard).isEqualTo(text);
  }

  @Test
  void aCloseSaysWhy() {
    EmbeddedChannel client = client();
    byte[] words = FrameBytes.close(4103, "zu groß");

    client.writeInbound(FrameBytes.of(FrameBytes.CLOSE, words, UnpooledByteBufAllocator.DEFAULT));

    CloseWebSocketFrame close = client.readInbound();
    assertThat(close.statusCode()).isEqualTo(4103);
    assertThat(close.reasonText()).isEqualTo("zu groß");
    close.release();
  }

  private static EmbeddedChannel client() {
    return new EmbeddedChannel(
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(MORE_THAN_A_FRAME)
                .build()));
  }
}
