package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevIT {

  @TempDir private Path folder;

  private final List<DevProcess> started = new ArrayList<>();
  private Path jar;

  @BeforeEach
  void makeJar() throws IOException {
    jar = StandInNode.jar(folder);
  }

  @AfterEach
  void endAll() {
    started.forEach(DevProcess::interrupt);
  }

  @Test
  void ctrlCLeavesNoProcess() throws IOException {
    DevProcess dev = dev().awaitReady();
    List<Long> pids = dev.pids();
    assertThat(pids).hasSize(5).allSatisfy(pid -> assertThat(alive(pid)).isTrue());

    dev.signal("INT");

    assertThat(dev.awaitExit()).isEqualTo(130);
    assertThat(pids).noneMatch(DevIT::alive);
  }

  @Test
  void aKillLeavesNoProcessAndTheNextStartKeepsTheDataUnlessItIsToBeFresh() throws Exception {
    DevProcess first = dev().awaitReady();
    Sql.execute(first.database(), "create table t (word text)");
    List<Long> pids = first.pids();

    first.signal("KILL");
    DevProcess second = dev().awaitReady();
    assertThat(pids).noneMatch(DevIT::alive);
    Sql.execute(second.database(), "insert into t values ('kept')");
    second.interrupt();
    DevProcess third = dev("--fresh").awaitReady();

    assertThatThrownBy(() -> Sql.string(third.database(), "select word from t"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void aSecondOneOnTheSameDirectoryIsRefused() throws IOException {
    DevProcess first = dev().awaitReady();

    DevProcess second = dev();

    assertThat(second.awaitExit()).isEqualTo(1);
    assertThat(second.output())
        .startsWith("Starling already runs on ")
        .contains("as process " + first.pids().getFirst())
        .hasLineCount(1);
  }

  @Test
  void theDeathOfAPartIsNamedAndEndsTheWhole() throws IOException {
    DevProcess dev = dev().awaitReady();
    List<Long> pids = dev.pids();
    long redis = pids.get(2);

    DevProcess.signal(redis, "KILL");

    assertThat(dev.awaitExit()).isEqualTo(1);
    assertThat(dev.output()).contains("Redis (process " + redis + ") ended with exit code 137");
    assertThat(pids).noneMatch(DevIT::alive);
  }

  @Test
  void aNodeIsToldWhereEverythingIs() throws IOException {
    DevProcess dev = dev().awaitReady();
    String address = dev.output().split("Starling is ready at ", -1)[1].strip();

    String environment = Http.get(address + "/environment");

    assertThat(environment)
        .contains("STARLING_POSTGRES_URI=" + dev.database().uri())
        .contains("STARLING_REDIS_URIS=redis://127.0.0.1:")
        .contains("STARLING_ELASTICSEARCH_URIS=http://127.0.0.1:")
        .contains("STARLING_CLUSTER_MEMBERS=127.0.0.1:")
        .contains("/cluster-config/tcp-ip/hazelcast.yaml");
  }

  @Test
  void aNodeThatDiesAtOnceHasItsLastWordsShown() throws IOException {
    DevProcess dev = dev("--node-jvm", "-Ddies=true");

    assertThat(dev.awaitExit()).isEqualTo(1);
    assertThat(dev.output())
        .contains("ended while it started.")
        .contains("The stand-in was told to die.")
        .doesNotContain("at dev.starling");
  }

  @Test
  void aTakenPortIsNamedBeforeAnythingStarts() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      DevProcess dev = dev("--port", Integer.toString(port));

      assertThat(dev.awaitExit()).isEqualTo(1);
      assertThat(dev.output())
          .isEqualTo(
              "Port %d is taken by another program: end that, or choose another with --port.\n"
                  .formatted(port));
    }
  }

  @Test
  void theServicesAloneSayWhereTheyAre() throws IOException {
    DevProcess services = run("services").awaitReady();

    assertThat(services.output())
        .contains("STARLING_POSTGRES_URI=" + services.database().uri() + "\n")
        .contains("STARLING_REDIS_URIS=redis://127.0.0.1:")
        .contains("STARLING_ELASTICSEARCH_URIS=http://127.0.0.1:")
        .endsWith("ready\n");
    assertThat(services.status()).contains("\"nodes\": []");
  }

  @Test
  void aClusterGoesOnWithoutAKilledNodeAndEndsWithTheLast() throws IOException {
    int port = Ports.free();
    DevProcess cluster =
        run("cluster", "2", "--port", Integer.toString(port), "--node-jar", jar.toString())
            .awaitReady();
    cluster.awaitOutput("2 nodes are ready");
    List<Long> pids = cluster.pids();

    DevProcess.signal(pids.get(4), "KILL");
    cluster.awaitOutput("node %d (process %d) ended".formatted(port, pids.get(4)));
    cluster.awaitOutput("the others go on.");
    assertThat(Http.status("GET", "http://127.0.0.1:" + (port + 1) + "/health/ready"))
        .isEqualTo(200);
    DevProcess.signal(pids.get(5), "KILL");

    assertThat(cluster.awaitExit()).isEqualTo(1);
    assertThat(pids).noneMatch(DevIT::alive);
  }

  private DevProcess dev(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("dev", "--node-jar", jar.toString()));
    if (!List.of(options).contains("--port")) {
      arguments.addAll(List.of("--port", "0"));
    }
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private DevProcess run(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--directory", folder.resolve("home").toString()));
    DevProcess process =
        DevProcess.start(folder.resolve("run-" + started.size()), words.toArray(String[]::new));
    started.add(process);
    return process;
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }
}
