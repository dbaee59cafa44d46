package dev.starling.media.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long sound takes, read from files that may say what they like.
class SoundTest {

  private static final int SECONDS = 90;
  private static final Offset<Long> A_FRAME = Offset.offset(30L);

  /// Of frames, which is left out here.
  private static final Offset<Long> PADDING = Offset.offset(300L);

  @TempDir private Path folder;

  @Test
  void soundSaysHowLongItTakes() {
    assertThat(millis("audio/mpeg", SoundFiles.mp3(SECONDS, true))).isCloseTo(90_000, A_FRAME);
    assertThat(millis("audio/mpeg", SoundFiles.mp3(SECONDS, false))).isCloseTo(90_000, PADDING);
    assertThat(millis("audio/flac", SoundFiles.flac(SECONDS))).isEqualTo(90_000);
    assertThat(millis("audio/ogg", SoundFiles.opus(SECONDS))).isEqualTo(90_000);
    assertThat(millis("audio/ogg", SoundFiles.vorbis(SECONDS))).isEqualTo(90_000);
  }

  @Test
  void whatIsFoundInItIsWhatTheSnifferCallsIt() {
    Sniffer sniffer = new Sniffer();

    assertThat(sniffer.sniff(SoundFiles.mp3(9, true)).name()).isEqualTo("audio/mpeg");
    assertThat(sniffer.sniff(SoundFiles.flac(9)).name()).isEqualTo("audio/flac");
    assertThat(sniffer.sniff(SoundFiles.opus(9)).name()).isEqualTo("audio/ogg");
    assertThat(sniffer.sniff(SoundFiles.vorbis(9)).name()).isEqualTo("audio/ogg");
  }

  @Test
  void titlesAreSkipped() {
    byte[] mp3 = SoundFiles.titled(SoundFiles.mp3(SECONDS, true), 100_000, 100_000);

    assertThat(millis("audio/mpeg", mp3)).isCloseTo(90_000, A_FRAME);
  }

  /// Nothing is reserved for what a file only says that it has.
  @Test
  void aTitleThatIsNotThereCostsNothing() {
    byte[] liar = SoundFiles.titled(SoundFiles.mp3(9, true), 256 * 1024 * 1024 - 1, 10);

    assertThatIOException().isThrownBy(() -> read("audio/mpeg", liar));
    assertThatIOException().isThrownBy(() -> read("audio/flac", liar));
  }

  @Test
  void whatHasNoSoundIsRefusedSoon() {
    byte[] noise = new byte[2 * 1024 * 1024];
    for (String type : new String[] {"audio/mpeg", "audio/flac"}) {
      assertThatIOException().isThrownBy(() -> read(type, noise));
    }
    for (int length = 0; length < 44; length++) {
      byte[] cut = Arrays.copyOf(SoundFiles.opus(9), length);
      assertThatIOException().isThrownBy(() -> read("audio/ogg", cut));
    }
  }

  @Test
  void brokenSoundIsReadOrRefused() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[][] files = {
      SoundFiles.mp3(9, true), SoundFiles.opus(9), SoundFiles.vorbis(9), SoundFiles.flac(9)
    };
    String[] types = {"audio/mpeg", "audio/ogg", "audio/ogg", "audio/flac"};
    long begin = System.nanoTime();
    for (int i = 0; i < 2_000; i++) {
      byte[] broken = files[i % files.length].clone();
      for (int j = random.nextInt(8); j >= 0; j--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(types[i % types.length], broken)).isNotNull();
      } catch (IOException refused) {
        assertThat(refused).hasMessageNotContaining("Exception");
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  private long millis(String type, byte[] bytes) {
    try {
      return read(type, bytes).durationMs();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Measured read(String type, byte[] bytes) throws IOException {
    return Sound.read(Files.write(folder.resolve("sound"), bytes), type);
  }
}
