package dev.starling.node;

import dev.starling.node.config.ConfigException;
import dev.starling.node.config.ConfigLoader;
import dev.starling.node.config.LogConfig;
import dev.starling.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `java -jar starling.jar`: starts one node and stops it cleanly when it is asked to.
@Command(
    name = "starling",
    description = "Runs one Starling node.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main implements Callable<Integer> {

  /// How long a node may take to say goodbye.
  private static final long STOP_SECONDS_MAX = 60;

  private static final int BAD_CONFIGURATION = 2;
  private static final int CANNOT_START = 1;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; without it the defaults and the environment count.")
  private Path config;

  @Option(
      names = "--roles",
      paramLabel = "ROLES",
      description =
          "What the node does, separated by commas:"
              + " connection,routing,persistence,story,search,rest. Default: all.")
  private String roles;

  @Option(names = "--check-config", description = "Reads the configuration and ends.")
  private boolean checkOnly;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "Written, with the port in it, once clients are served.")
  private Path readyFile;

  private Main() {}

  public static void main(String[] arguments) {
    int code = new CommandLine(new Main()).execute(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() {
    NodeConfig settings;
    Set<Role> wanted;
    try {
      settings = ConfigLoader.load(config, System.getenv());
      wanted = roles == null ? Role.ALL : Role.parse(roles);
    } catch (ConfigException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return BAD_CONFIGURATION;
    }
    if (checkOnly) {
      System.out.println("The configuration is good.");
      return 0;
    }
    configureLogging(settings.log());
    return run(settings, wanted, readyFile);
  }

  private static int run(NodeConfig settings, Set<Role> roles, Path readyFile) {
    try {
      Node node = Node.start(settings, roles).toCompletionStage().toCompletableFuture().join();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
      if (readyFile != null) {
        Files.writeString(readyFile, node.port() + "\n");
      }
      return 0;
    } catch (IOException e) {
      System.err.println("--ready-file: cannot be written: " + e.getMessage());
      return CANNOT_START;
    } catch (CompletionException | ConfigException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      System.err.println("Starling cannot start: " + firstLine(cause));
      LoggerFactory.getLogger(Main.class).error("cannot start", cause);
      return CANNOT_START;
    }
  }

  /// The rest is in the log.
  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }

  private static void stop(Node node) {
    try {
      node.stop()
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(STOP_SECONDS_MAX, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        System.err.println("Starling did not stop within " + STOP_SECONDS_MAX + " s.");
      }
    }
  }

  /// Before the first logger is made.
  private static void configureLogging(LogConfig log) {
    System.setProperty(
        "logback.configurationFile",
        "logback-" + log.format().name().toLowerCase(Locale.ROOT) + ".xml");
    System.setProperty("starling.log.level", log.level().name());
  }

  /// The version in the jar's manifest.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Starling " + (version == null ? "(not packaged)" : version)};
    }
  }
}
