package dev.starling.bench.load.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.client.SetupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentTest {

  @ParameterizedTest
  @CsvSource({
    "Linux,    amd64,   linux-x64",
    "Linux,    aarch64, linux-arm64",
    "Mac OS X, x86_64,  macos",
    "Mac OS X, aarch64, macos",
  })
  void theJarHasALibraryForASystem(String system, String architecture, String folder) {
    assertThat(Agent.folder(system, architecture)).isEqualTo(folder);
    assertThat(Agent.class.getResource("/" + folder + "/libasyncProfiler.so")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, riscv64"})
  void anotherSystemIsToldSo(String system, String architecture) {
    assertThatThrownBy(() -> Agent.folder(system, architecture))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("Linux and macOS")
        .hasMessageContaining(system + " on " + architecture);
  }

  @Test
  void thisSystemHasOne() {
    assertThat(FlameGraphs.check().getFile()).endsWith("libasyncProfiler.so");
  }
}
