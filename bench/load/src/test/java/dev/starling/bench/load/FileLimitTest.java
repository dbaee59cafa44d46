package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.client.Node;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.ProcFs;
import dev.starling.bench.load.measure.Server;
import dev.starling.bench.load.measure.Server.Group;
import java.util.List;
import org.junit.jupiter.api.Test;

/// With this process in the place of a node.
class FileLimitTest {

  private static final long SELF = ProcessHandle.current().pid();

  private final Target target =
      new Target(
          List.of(new Node("127.0.0.1", 1)), List.of(new Server("node 1", SELF, Group.NODE)));

  @Test
  void moreSocketsThanANodeHasFilesAreRefusedInWords() {
    long files = ProcFs.ofThisMachine().filesMax(SELF);

    assertThatCode(() -> FileLimit.check(target, 10)).doesNotThrowAnyException();
    assertThat(FileLimit.sockets())
        .isPositive()
        .isLessThanOrEqualTo((int) Math.min(files, Integer.MAX_VALUE));
    if (files < 1 << 30) {
      assertThatThrownBy(() -> FileLimit.check(target, (int) files))
          .isInstanceOf(SetupException.class)
          .hasMessageStartingWith("node 1 may open %,d files and needs %,d", files, files + 500)
          .hasMessageContaining("--nodes")
          .hasMessageContaining("ulimit -n");
      assertThatThrownBy(() -> FileLimit.checkHere((int) files))
          .isInstanceOf(SetupException.class)
          .hasMessageContaining("ulimit -n");
    }
  }
}
