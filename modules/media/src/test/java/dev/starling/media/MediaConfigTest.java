package dev.starling.media;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.starling.media.store.S3Config;
import dev.starling.wire.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A bad value names itself.
class MediaConfigTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void aDurationIsPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> World.config(Path.of("x"), S3Config.DEFAULTS, DAY, Duration.ZERO))
        .withMessageContaining("media.unreferencedFor");
  }

  @Test
  void theFolderHasAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> World.config(Path.of(""), S3Config.DEFAULTS, DAY, DAY))
        .withMessageContaining("media.folder");
  }

  @Test
  void anEndpointIsOneAndHasKeys() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new S3Config(URI.create("ftp://x"), "r", "b", "k", new Secret("s"), true, false))
        .withMessageContaining("media.s3.endpoint");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new S3Config(URI.create("http://x"), "r", "b", null, null, true, false))
        .withMessageContaining("media.s3.accessKey");
  }
}
