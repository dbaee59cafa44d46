package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/run-node`, and the jar alone, as far as a node without its services gets.
class RunNodeIT {

  private static final Path ROOT = Path.of(System.getProperty("starling.root"));
  private static final Path JAR = ROOT.resolve("modules/node/target/starling.jar");

  private record Ended(int code, String out, String err) {}

  @TempDir private Path folder;

  @Test
  void theDocumentedConfigurationIsGoodFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("run"), ROOT.resolve("scripts/run-node"));
    Files.copy(ROOT.resolve("cluster-config/starling.yaml"), folder.resolve("my.yaml"));

    Ended ended =
        run(
            Map.of(),
            link.toString(),
            "--jar",
            JAR.toString(),
            "--check-config",
            "--config",
            "my.yaml",
            "--roles",
            "connection,routing");

    assertThat(ended).isEqualTo(new Ended(0, "The configuration is good.\n", ""));
    Files.delete(link);
  }

  @Test
  void theJarAloneIsEnough() throws Exception {
    Files.writeString(folder.resolve("my.yaml"), "http:\n  port: 9000\n");

    Ended ended =
        run(Map.of(), java(), "-jar", JAR.toString(), "--check-config", "--config", "my.yaml");

    assertThat(ended).isEqualTo(new Ended(0, "The configuration is good.\n", ""));
  }

  @Test
  void helpIsTheCommentAtItsTop() throws Exception {
    Ended ended = run(Map.of(), ROOT.resolve("scripts/run-node").toString(), "--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("usage: scripts/run-node", "--check-config", "--jvm");
  }

  @Test
  void aBadConfigurationIsOneLineAndCodeTwo() throws Exception {
    Files.writeString(folder.resolve("my.yaml"), "http:\n  prot: 9000\n");

    Ended ended = runNode(Map.of(), "--config", "my.yaml");

    assertThat(ended).isEqualTo(new Ended(2, "", "unknown key http.prot (did you mean port?)\n"));
  }

  @Test
  void badRolesAreOneLineAndCodeTwo() throws Exception {
    Ended ended = runNode(Map.of(), "--roles", "connection,ruoting");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).startsWith("roles: 'ruoting' (expected: some of ").hasLineCount(1);
  }

  @Test
  void aDatabaseThatIsNotThereIsOneLineWithoutThePassword() throws Exception {
    Ended ended =
        runNode(
            Map.of(
                "STARLING_POSTGRES_URI", "postgresql://starling:tulip@127.0.0.1:1/starling",
                "STARLING_HTTP_PORT", "0"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).startsWith("Starling cannot start: ").hasLineCount(1);
    assertThat(ended.err() + ended.out()).contains("127.0.0.1:1").doesNotContain("tulip");
  }

  private Ended runNode(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("scripts/run-node").toString());
    command.addAll(List.of("--jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return run(environment, command.toArray(String[]::new));
  }

  private Ended run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("STARLING_"));
    builder.environment().putAll(environment);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Ended(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
