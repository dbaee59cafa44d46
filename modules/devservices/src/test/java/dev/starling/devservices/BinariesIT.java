package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesIT {

  @TempDir private Path cache;

  @Test
  void programsAreUnpackedOnceAndRun() throws IOException {
    Binaries binaries = new Binaries(cache, Platform.CURRENT);

    Path postgres = binaries.postgres().resolve("bin/postgres");
    Path redis = binaries.redisServer();

    assertThat(Commands.run(postgres.toString(), "--version").output()).contains("PostgreSQL) 18.");
    assertThat(Commands.run(redis.toString(), "--version").output()).startsWith("Redis server v=7");
    assertThat(binaries.redisServer()).isEqualTo(redis);
    try (Stream<Path> unpacked = Files.list(cache)) {
      assertThat(unpacked).hasSize(2);
    }
  }

  @Test
  void aPlatformWithoutThemSaysWhatToDoInstead() {
    Binaries binaries = new Binaries(cache, Platform.of("Plan9", "mips"));

    assertThatThrownBy(binaries::postgres)
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "There is no embedded PostgreSQL for plan9 on mips: run one yourself, set"
                + " STARLING_POSTGRES_URI, STARLING_REDIS_URIS and STARLING_ELASTICSEARCH_URIS, and"
                + " start a node with scripts/run-node.");
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(cache.resolve("file"), "");

    assertThatThrownBy(() -> new Binaries(file, Platform.CURRENT).redisServer())
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("Cannot unpack Redis: " + file);
  }
}
