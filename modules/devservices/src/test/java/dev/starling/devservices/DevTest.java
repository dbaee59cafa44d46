package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DevTest {

  private final StringWriter said = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "dev --help", "cluster --help", "services --help"})
  void helpIsEverywhere(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1))).isZero();
    assertThat(said.toString()).startsWith("Usage: ").contains("--help");
  }

  @Test
  void aMissingJarIsNamedWithWhatBuildsIt() {
    assertThat(run("dev", "--node-jar", "/nowhere/starling.jar")).isEqualTo(1);
    assertThat(said)
        .hasToString(
            "/nowhere/starling.jar is not built: run mvn -pl modules/node -am -DskipTests package."
                + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "17"})
  void aClusterHasASensibleSize(String size) {
    assertThat(run("cluster", size)).isEqualTo(1);
    assertThat(said.toString()).startsWith("A cluster here has 1 to 16 nodes, not " + size);
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThat(run("dev", "--prot", "1")).isEqualTo(2);
    assertThat(said.toString()).startsWith("Unknown option");
  }

  private int run(String... arguments) {
    PrintWriter writer = new PrintWriter(said, true);
    CommandLine program = Dev.program().setOut(writer).setErr(writer);
    return program.execute(arguments);
  }
}
