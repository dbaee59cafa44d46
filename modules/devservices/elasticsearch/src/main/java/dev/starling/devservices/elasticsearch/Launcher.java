package dev.starling.devservices.elasticsearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.ClassPathNode;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestController;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/// Runs one Elasticsearch node on the loopback interface until its standard input closes, so that
/// it never outlives the program that started it.
public final class Launcher {

  private static final List<Class<? extends Plugin>> PLUGINS =
      List.of(Netty4Plugin.class, UsualAnalysis.class);

  private Launcher() {}

  /// @param arguments the data directory and the HTTP port
  public static void main(String[] arguments) throws Exception {
    Node node = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close"));
    while (System.in.read() != -1) {
      // Nothing is said on this line; only its end means something.
    }
    System.exit(0);
  }

  /// Returns once the node answers HTTP requests.
  static Node start(Path directory, int httpPort) throws NodeValidationException, IOException {
    Settings settings =
        Settings.builder()
            .put("cluster.name", "starling-dev")
            .put("node.name", "starling-dev")
            .put("path.home", directory.toString())
            .put("path.data", directory.resolve("data").toString())
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("transport.type", "netty4")
            .put("transport.port", "0")
            .put("http.type", "netty4")
            .put("http.port", httpPort)
            // A laptop's disk is usually fuller than 90 %, and a read-only index helps nobody here.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("logger.level", "WARN")
            // It warns, with a stack trace, that the codec we do not use is not there.
            .put("logger.org.elasticsearch.nativeaccess", "ERROR")
            .build();
    LogConfigurator.configureWithoutConfig(settings);
    LogConfigurator.configureESLogging();
    Environment environment = new Environment(settings, directory.resolve("config"));
    Node node = new ClassPathNode(environment, PLUGINS);
    // Not as a plugin's handler: how a plugin hands them over differs between 8 and 9.
    node.injector().getInstance(RestController.class).registerHandler(new Greeting());
    return node.start();
  }

  private static void close(Node node) {
    try {
      node.close();
    } catch (IOException e) {
      // Everything acknowledged is in the translog, so an untidy end loses nothing.
      System.err.println("Elasticsearch did not close: " + e.getMessage());
    }
  }
}
