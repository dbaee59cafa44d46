package dev.starling.bench.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What comes over a connection, however it is cut into pieces.
class LinkTest {

  private static final String ACCEPTED =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

  private final List<String> heard = new ArrayList<>();
  private final Link link =
      new Link(
          new Link.Scratch(),
          "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
          new Ear());
  private final EmbeddedChannel channel = new EmbeddedChannel(link);

  @Test
  void itAsksFirst() {
    assertThat(((ByteBuf) channel.readOutbound()).toString(StandardCharsets.US_ASCII))
        .startsWith("GET / ");
  }

  @Test
  void textsOfEveryLengthAreHeardWhereverTheyAreCut() {
    for (int piece : new int[] {1, 2, 3, 7, 1_000, 100_000}) {
      heard.clear();
      EmbeddedChannel another =
          new EmbeddedChannel(new Link(new Link.Scratch(), new byte[0], new Ear()));
      ByteBuf all = Unpooled.buffer();
      all.writeCharSequence(ACCEPTED, StandardCharsets.US_ASCII);
      all.writeBytes(text(0)).writeBytes(text(125)).writeBytes(text(126)).writeBytes(text(70_000));
      while (all.isReadable()) {
        another.writeInbound(all.readBytes(Math.min(piece, all.readableBytes())));
      }

      assertThat(heard).containsExactly("opened", "text 0", "text 125", "text 126", "text 70000");
    }
  }

  @Test
  void aTextInSeveralFramesIsOne() {
    open();
    channel.writeInbound(frame(0x01, "one "), frame(0x00, "two "), frame(0x80, "three"));
    channel.writeInbound(frame(0x81, "four"));

    assertThat(heard).containsExactly("opened", "text 13", "text 4");
  }

  @Test
  void aPingIsAnsweredWithItsOwnWords() {
    open();
    channel.writeInbound(frame(0x89, "still there"));

    assertThat(unmasked(channel.readOutbound())).isEqualTo("8a still there");
  }

  @Test
  void whatIsWrittenIsMasked() {
    open();
    link.write("hello");
    link.write("x".repeat(300));
    link.write("x".repeat(70_000));

    assertThat(unmasked(channel.readOutbound())).isEqualTo("81 hello");
    assertThat(unmasked(channel.readOutbound())).isEqualTo("81 " + "x".repeat(300));
    assertThat(unmasked(channel.readOutbound())).isEqualTo("81 " + "x".repeat(70_000));
  }

  @Test
  void theServersCloseIsHeardOnce() {
    open();
    channel.writeInbound(frame(0x88, "\u000f\u00a1slow"), frame(0x81, "late"));

    assertThat(heard).containsExactly("opened", "closed 4001");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aConnectionThatIsCutIsAnAbnormalEnd() {
    open();
    channel.close();

    assertThat(heard).containsExactly("opened", "closed 1006");
  }

  @Test
  void anotherAnswerThanYesIsTold() {
    channel.writeInbound(ascii("HTTP/1.1 401 Unauthorized\r\n\r\n"));

    assertThat(heard).containsExactly("closed 1006");
    assertThat(channel.isOpen()).isFalse();
  }

  private void open() {
    channel.releaseOutbound();
    channel.writeInbound(ascii(ACCEPTED));
  }

  private static ByteBuf ascii(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private static ByteBuf text(int length) {
    return frame(0x81, "x".repeat(length));
  }

  private static ByteBuf frame(int first, String text) {
    ByteBuf frame = Unpooled.buffer().writeByte(first);
    if (text.length() < 126) {
      frame.writeByte(text.length());
    } else if (text.length() <= 0xffff) {
      frame.writeByte(126).writeShort(text.length());
    } else {
      frame.writeByte(127).writeLong(text.length());
    }
    frame.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    return frame;
  }

  /// The first byte and the text of a client's frame.
  private static String unmasked(ByteBuf frame) {
    int first = frame.readUnsignedByte();
    int marker = frame.readUnsignedByte();
    assertThat(marker & 0x80).isEqualTo(0x80);
    long length =
        switch (marker & 0x7f) {
          case 126 -> frame.readUnsignedShort();
          case 127 -> frame.readLong();
          default -> marker & 0x7f;
        };
    byte[] mask = new byte[4];
    frame.readBytes(mask);
    assertThat((long) frame.readableBytes()).isEqualTo(length);
    StringBuilder text = new StringBuilder(Integer.toHexString(first)).append(' ');
    for (int i = 0; frame.isReadable(); i++) {
      text.append((char) (frame.readByte() ^ mask[i % 4]));
    }
    return text.toString();
  }

  private final class Ear implements Link.Receiver {

    @Override
    public void opened() {
      heard.add("opened");
    }

    @Override
    public void text(byte[] text, int length) {
      heard.add("text " + length);
    }

    @Override
    public void closed(int code, String reason) {
      heard.add("closed " + code);
    }
  }
}
