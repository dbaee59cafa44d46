package dev.starling.devservices;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Starling node, as an operator runs it: by `scripts/run-node`.
///
/// @param arguments what its command line says
/// @param environment how it is configured, apart from its own port
record StarlingNode(
    Home home,
    Path jar,
    List<String> jvmFlags,
    List<String> arguments,
    Map<String, String> environment,
    int port)
    implements Recipe {

  @Override
  public String name() {
    return "node " + port;
  }

  @Override
  public Command command() {
    List<String> words = new ArrayList<>();
    words.add(Repository.root().resolve("scripts/run-node").toString());
    words.addAll(List.of("--jar", jar.toString(), "--jvm", String.join(" ", jvmFlags)));
    words.addAll(arguments);
    return new Command(
        words,
        environment,
        home.log("node-" + port),
        "TERM",
        // It first says goodbye to its sockets and finishes its batches.
        Duration.ofSeconds(30));
  }

  @Override
  public boolean isReady(long pid) throws IOException {
    return Http.status("GET", "http://127.0.0.1:" + port + "/health/ready") == 200;
  }

  @Override
  public Duration readyWithin() {
    return Duration.ofMinutes(2);
  }
}
