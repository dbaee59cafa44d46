package dev.starling.media.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.media.TestFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pictures tell besides their pixels is gone, and nothing else is.
class TracesTest {

  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void ofAJpegStaysWhichWayUpItIs(int orientation) throws IOException {
    byte[] jpeg = TestFiles.turnedJpeg(WIDTH, HEIGHT, orientation);

    byte[] erased = erased(jpeg, "image/jpeg");

    assertThat(Orientation.of(erased)).isEqualTo(orientation);
    assertThat(samePixels(jpeg, erased)).isTrue();
    assertThat(Traces.erase(erased, MediaType.of("image/jpeg"))).isFalse();
  }

  /// Phones put films and larger pictures there, each with its own place and time.
  @Test
  void whatStandsBehindAJpegIsGone() {
    byte[] jpeg = TestFiles.concat(TestFiles.picture("jpeg", WIDTH, HEIGHT), ascii("Berlin"));

    assertThat(samePixels(jpeg, erased(jpeg, "image/jpeg"))).isTrue();
  }

  @Test
  void aPictureWithoutTracesStaysAsItIs() throws IOException {
    for (String format : new String[] {"jpeg", "png"}) {
      byte[] picture = TestFiles.picture(format, WIDTH, HEIGHT);
      byte[] after = picture.clone();

      assertThat(Traces.erase(after, MediaType.of("image/" + format))).isFalse();
      assertThat(after).isEqualTo(picture);
    }
  }

  @Test
  void aPngIsStillOne() {
    byte[] png = TestFiles.picture("png", WIDTH, HEIGHT);
    byte[] said = chunk("tEXt", ascii("Comment\0Berlin"));
    byte[] told = inserted(png, 33, said); // Behind the first chunk.

    byte[] erased = erased(told, "image/png");

    assertThat(samePixels(png, erased)).isTrue();
    assertThat(new String(erased, ISO_8859_1)).contains("noNe");
  }

  @Test
  void aWebpIsStillOne() {
    ByteBuffer webp = ByteBuffer.allocate(12 + 18 + 8 + 6).order(ByteOrder.LITTLE_ENDIAN);
    webp.put(ascii("RIFF")).putInt(webp.capacity() - 8).put(ascii("WEBPVP8X")).putInt(10);
    webp.put((byte) 0x1c).position(30);
    webp.put(ascii("EXIF")).putInt(6).put(ascii("Berlin"));

    byte[] erased = erased(webp.array(), "image/webp");

    assertThat(erased[20]).isEqualTo((byte) 0x10);
    assertThat(new String(erased, ISO_8859_1)).contains("JUNK").doesNotContain("EXIF");
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1})
  void aSegmentShorterThanItsLengthIsNoneAsItShouldBe(byte length) throws IOException {
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe5, 0, length, 7, 7, 7, 7};

    assertThat(Traces.erase(jpeg, MediaType.of("image/jpeg"))).isFalse();
    assertThat(jpeg).endsWith(7, 7, 7, 7);
  }

  /// Whatever is in them.
  @Test
  void brokenPicturesBreakNothing() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[][] pictures = {
      TestFiles.turnedJpeg(WIDTH, HEIGHT, 6), TestFiles.picture("png", 9, 9), TestFiles.webp()
    };
    String[] types = {"image/jpeg", "image/png", "image/webp"};
    for (int i = 0; i < 3_000; i++) {
      byte[] broken = pictures[i % 3].clone();
      for (int j = random.nextInt(8); j >= 0; j--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      MediaType type = MediaType.of(types[i % 3]);
      boolean hadAny = Traces.erase(broken, type);
      assertThat(Traces.erase(broken, type)).as("once more, after %s", hadAny).isFalse();
      assertThat(broken).hasSameSizeAs(pictures[i % 3]);
    }
  }

  private static byte[] erased(byte[] picture, String type) {
    byte[] erased = picture.clone();
    assertThat(new String(picture, ISO_8859_1)).contains("Berlin");
    try {
      assertThat(Traces.erase(erased, MediaType.of(type))).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(erased).hasSameSizeAs(picture);
    assertThat(new String(erased, ISO_8859_1)).doesNotContain("Berlin");
    return erased;
  }

  private static byte[] chunk(String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
    chunk.putInt(content.length).put(ascii(type)).put(content);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, 4 + content.length);
    return chunk.putInt((int) checksum.getValue()).array();
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] more) {
    return ByteBuffer.allocate(bytes.length + more.length)
        .put(bytes, 0, at)
        .put(more)
        .put(bytes, at, bytes.length - at)
        .array();
  }

  private static boolean samePixels(byte[] one, byte[] other) {
    BufferedImage before = image(one);
    BufferedImage after = image(other);
    for (int x = 0; x < WIDTH; x++) {
      for (int y = 0; y < HEIGHT; y++) {
        if (before.getRGB(x, y) != after.getRGB(x, y)) {
          return false;
        }
      }
    }
    return before.getWidth() == after.getWidth() && before.getHeight() == after.getHeight();
  }

  private static BufferedImage image(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
