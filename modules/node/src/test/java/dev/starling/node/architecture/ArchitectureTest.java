package dev.starling.node.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Which module may use which, and what belongs where. A step across fails here.
class ArchitectureTest {

  /// The diagram in modules/README.md, as data. A module absent from it fails the test.
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("wire", Set.of()),
          entry("routing", Set.of("wire")),
          entry("persistence", Set.of("wire")),
          entry("outbound", Set.of("wire")),
          entry("account", Set.of("wire", "routing", "persistence")),
          entry("messaging", Set.of("wire", "routing", "persistence")),
          entry("story", Set.of("wire", "routing", "persistence")),
          entry("search", Set.of("wire", "routing", "persistence")),
          entry("media", Set.of("wire", "persistence")),
          entry("hooks", Set.of("wire", "persistence", "outbound")),
          entry("preview", Set.of("wire", "outbound")),
          entry("connection", Set.of("wire", "routing", "account", "messaging", "story", "search")),
          entry(
              "rest",
              Set.of(
                  "wire", "account", "messaging", "story", "search", "media", "hooks", "preview")),
          entry(
              "node",
              Set.of(
                  "wire",
                  "routing",
                  "persistence",
                  "outbound",
                  "account",
                  "messaging",
                  "story",
                  "search",
                  "hooks",
                  "media",
                  "preview",
                  "connection",
                  "rest")));

  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.starling")
          .that(
              new DescribedPredicate<>("belongs to the server") {
                @Override
                public boolean test(JavaClass type) {
                  return !type.getPackageName().startsWith("dev.starling.devservices");
                }
              });

  @Test
  void everyModuleIsOnTheMap() {
    assertThat(SERVER)
        .isNotEmpty()
        .allSatisfy(
            type -> assertThat(MAY_USE).containsKey(type.getPackageName().split("\\.", -1)[2]));
  }

  @Test
  void aModuleUsesOnlyWhatItMay() {
    MAY_USE.forEach(
        (module, allowed) -> {
          String[] forbidden =
              MAY_USE.keySet().stream()
                  .filter(other -> !other.equals(module) && !allowed.contains(other))
                  .map(other -> "dev.starling." + other + "..")
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage("dev.starling." + module + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(forbidden)
              .allowEmptyShould(true)
              .check(SERVER);
        });
  }

  @Test
  void onlyTheBusTouchesTheEventBus() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.starling.routing.bus..")
        .and()
        .doNotHaveFullyQualifiedName("dev.starling.node.ClusterSetup") // Its host and port.
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx.core.eventbus..")
        .check(SERVER);
  }

  @Test
  void jsonStaysAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.starling.wire..", "dev.starling.rest..", "dev.starling.node..")
        .and()
        .doNotHaveFullyQualifiedName("dev.starling.account.Jwt") // vertx-auth-jwt asks for it.
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.core.json..", "com.fasterxml.jackson.databind..")
        .check(SERVER);
  }

  @Test
  void sqlStaysInPersistence() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.starling.persistence..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..")
        .check(SERVER);
  }

  @Test
  void nothingBlocks() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.starling.node.Main") // Waits on a thread of its own.
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(CompletableFuture.class, "join")
        .orShould()
        .callMethod(CompletableFuture.class, "get")
        .orShould()
        .callMethod(Future.class, "await")
        .check(SERVER);
  }
}
