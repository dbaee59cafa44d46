package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.client.Node;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Server;
import dev.starling.bench.load.measure.Server.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {

  private static final String STATUS =
      """
      {
        "pid": 1,
        "postgres": {"pid": 10, "uri": "postgresql://127.0.0.1:5432/starling"},
        "redis": {"pid": 11, "uri": "redis://127.0.0.1:6379"},
        "elasticsearch": {"pid": 12, "uri": "http://127.0.0.1:9200"},
        "nodes": [{"pid": 20, "port": 8081}, {"pid": 21, "port": 8082}]
      }
      """;

  @TempDir private Path directory;

  @Test
  void theStatusFileNamesAllNodesAndServers() {
    Target target = Target.parse(STATUS, 99);

    assertThat(target.database()).isEqualTo("postgresql://127.0.0.1:5432/starling");
    assertThat(target.index()).isEqualTo("http://127.0.0.1:9200");
    assertThat(target.nodes())
        .containsExactly(new Node("127.0.0.1", 8081), new Node("127.0.0.1", 8082));
    assertThat(target.servers())
        .containsExactly(
            new Server("node 8081", 20, Group.NODE),
            new Server("node 8082", 21, Group.NODE),
            new Server("PostgreSQL", 10, Group.STORE),
            new Server("Redis", 11, Group.STORE),
            new Server("Elasticsearch", 12, Group.SEARCH),
            new Server("generator", 99, Group.GENERATOR));
  }

  @Test
  void aStatusFileThatCannotBeReadIsNamed() throws IOException {
    Path missing = directory.resolve("missing.json");
    Path broken = Files.writeString(directory.resolve("broken.json"), "{");
    Path empty = Files.writeString(directory.resolve("empty.json"), "{}");

    assertThatThrownBy(() -> Target.read(missing))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("missing.json");
    assertThatThrownBy(() -> Target.read(broken))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("broken.json");
    assertThatThrownBy(() -> Target.read(empty))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("no node");
  }
}
