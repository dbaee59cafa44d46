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

  EmbeddedElasticsearch(Home home, int port) {
    this.home = home;
    this.port = port;
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
    List<String> words = new ArrayList<>();
    words.add(Jvm.java());
    words.addAll(List.of("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(Jvm.quietFlags());
    // The first node to end writes its classes to the archive; later ones start in half the time.
    words.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive()));
    words.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
    words.addAll(List.of("-cp", classPath()));
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

  private static Path archive() {
    return Repository.cache().resolve("elasticsearch-jdk" + Runtime.version().feature() + ".jsa");
  }

  private static String classPath() throws IOException {
    Path build = Repository.elasticsearchBuild();
    Path jar = build.resolve("starling-devservices-elasticsearch.jar");
    Path dependencies = build.resolve("classpath.txt");
    if (!Files.exists(jar) || !Files.exists(dependencies)) {
      throw new CannotStart(
          "%s is not built: run mvn -pl modules/devservices/elasticsearch -am package."
              .formatted(jar));
    }
    return jar + File.pathSeparator + Files.readString(dependencies).strip();
  }
}
