package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

@DisabledIfSystemProperty(named = "services", matches = "containers")
class ServicesIT {

  @TempDir private Path folder;

  @Test
  void theSharedOnesAreTheSameForEveryTest() {
    assertThat(Services.shared().redis()).isSameAs(Services.shared().redis());
  }

  @Test
  void aDirectoryKeepsItsData() throws Exception {
    try (Services first = Services.in(folder)) {
      Sql.execute(first.postgres().database("kept"), "create table t (word text)");
    }

    try (Services second = Services.in(folder)) {
      assertThat(Sql.string(second.postgres().database("kept"), "select count(*) from t"))
          .isEqualTo("0");
    }
  }

  @Test
  void whatAKilledJvmLeftBehindIsDeleted() {
    Path abandoned = Repository.root().resolve("target/services/2147483647-x");
    Home.create(abandoned.resolve("data"));

    Home home = Throwaway.home();

    assertThat(abandoned).doesNotExist();
    assertThat(home.directory()).isEmptyDirectory();
    Home.delete(home.directory());
  }

  @Test
  void aPortThatSomebodyTookMeanwhileIsNamed() throws Exception {
    try (Services services = Services.separate()) {
      RedisServer redis = services.redis();
      redis.stop();

      try (ServerSocket taken =
          new ServerSocket(redis.port(), 1, InetAddress.getLoopbackAddress())) {
        assertThatThrownBy(redis::start)
            .as("taken by %s", taken)
            .isInstanceOf(CannotStart.class)
            .hasMessage(
                "Port %d is taken by another program, and Redis needs it.".formatted(redis.port()));
      }
    }
  }

  @Test
  void withoutAnEngineThereAreNoContainersAndItSaysSo() {
    assumeThat(DockerClientFactory.instance().isDockerAvailable()).isFalse();

    assertThatThrownBy(new ContainerSupply()::redis)
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("No container engine answers");
  }

  /// Where containers forbid user namespaces, root's PostgreSQL runs as nobody.
  @Test
  void postgresRunsAsNobodyToo() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Optional<Unprivileged> nobody = Unprivileged.asNobody();
    assumeThat(nobody).isPresent();
    Commands.run("chmod", "755", folder.toString());
    Home home = new Home(folder.resolve("home"));
    ProcessPart part =
        new ProcessPart(
            new EmbeddedPostgres(home, Ports.free(), nobody.get(), ServerSizes.DEFAULTS), home);

    part.start();
    try {
      PostgresDatabase database = new PostgresServer(part).newDatabase();
      assertThat(Sql.string(database, "select 1")).isEqualTo("1");
    } finally {
      part.stop();
    }
  }
}
