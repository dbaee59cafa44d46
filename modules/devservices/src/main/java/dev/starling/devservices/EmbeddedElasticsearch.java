package dev.starling.devservices;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The node of `modules/devservices/elasticsearch`, in a JVM of its own because its libraries and
/// ours do not go together.
final class EmbeddedElasticsearch implements Recipe {

  static final String NAME = "Elasticsearch";

  private final Home home;
  private final int port;
  private final String flags;

  /// @param flags of its JVM, apart by spaces
  EmbeddedElasticsearch(Home home, int port, String flags) {
    this.home = home;
    this.port = port;
    this.flags = flags;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Command command() throws IOException {
    String classPath = classPath();
    Path archive = ClassArchive.of(classPath, jar());
    List<String> words = new ArrayList<>();
    words.add(Jvm.java());
    words.addAll(List.of("-Xms64m", "-XX:+UseSerialGC"));
    words.addAll(Jvm.flags(flags));
    words.addAll(Jvm.quietFlags());
    words.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive));
    words.add("-Xlog:disable"); // Else it says of every class why it is not in the archive.
    words.addAll(List.of("-cp", classPath));
    words.add("dev.starling.devservices.elasticsearch.Launcher");
    words.add(Home.create(home.data("elasticsearch")).toString());
    words.add(Integer.toString(port));
    return new Command(words, Map.of(), home.log("elasticsearch"), "TERM", Duration.ofSeconds(30));
  }

  @Override
  public boolean isReady(long pid) throws IOException {
    return ElasticsearchServer.answers(port);
  }

  @Override
  public Duration readyWithin() {
    return Duration.ofMinutes(2);
  }

  private static String classPath() throws IOException {
    Path dependencies = Repository.elasticsearchBuild().resolve("classpath.txt");
    if (!Files.exists(jar()) || !Files.exists(dependencies)) {
      throw new CannotStart(
          "%s is not built: run mvn -pl modules/devservices/elasticsearch -am package."
              .formatted(jar()));
    }
    return jar() + File.pathSeparator + Files.readString(dependencies).strip();
  }

  private static Path jar() {
    return Repository.elasticsearchBuild().resolve("starling-devservices-elasticsearch.jar");
  }
}
