package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux,    amd64,   postgres-linux-x86_64.txz,  redis-server-7.0.15-linux-amd64",
    "Linux,    aarch64, postgres-linux-arm_64.txz,  redis-server-7.0.15-linux-arm64",
    "Mac OS X, x86_64,  postgres-darwin-x86_64.txz, redis-server-7.0.15-darwin-amd64",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz, redis-server-7.0.15-darwin-arm64",
    "Linux,    riscv64, postgres-linux-riscv64.txz, redis-server-7.0.15-linux-riscv64",
  })
  void binariesAreNamedAsTheirArtifactsNameThem(
      String osName, String osArch, String postgres, String redis) {
    Platform platform = Platform.of(osName, osArch);

    assertThat(platform.postgresArchive()).isEqualTo(postgres);
    assertThat(platform.redisServer()).isEqualTo(redis);
  }
}
