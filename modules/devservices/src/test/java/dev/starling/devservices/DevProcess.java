package dev.starling.devservices;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The program, run as a person's terminal would run it: in a JVM of its own, with signals.
final class DevProcess {

  private static final Pattern PID = Pattern.compile("\"pid\": (\\d+)");
  private static final Pattern POSTGRES_URI = Pattern.compile("\"uri\": \"postgresql://(.*?)\"");

  private final ChildProcess process;
  private final Path output;
  private final Path statusFile;

  private DevProcess(ChildProcess process, Path output, Path statusFile) {
    this.process = process;
    this.output = output;
    this.statusFile = statusFile;
  }

  /// @param folder holds the output of this run; a new one for every run
  static DevProcess start(Path folder, String... arguments) throws IOException {
    Files.createDirectories(folder);
    Path output = folder.resolve("output");
    Path statusFile = folder.resolve("status");
    List<String> words = new ArrayList<>(List.of(Jvm.java()));
    // What the program does in its own JVM counts as covered, too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-javaagent:"))
        .forEach(words::add);
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.addAll(List.of("-Dstarling.root=" + Repository.root()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(Dev.class.getName());
    words.addAll(List.of(arguments));
    words.addAll(List.of("--status-file", statusFile.toString()));
    Command command = new Command(words, Map.of(), output, "TERM", Duration.ofSeconds(30));
    return new DevProcess(ChildProcess.start(command), output, statusFile);
  }

  DevProcess awaitReady() {
    Await.until(
        "ready; it said: " + output(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("ended before it was ready: " + output());
          }
          return Files.exists(statusFile) && output().contains("ready");
        });
    return this;
  }

  void awaitOutput(String text) {
    Await.until(text, () -> output().contains(text));
  }

  int awaitExit() {
    Await.until("exit", () -> !process.isAlive());
    return process.exitCode();
  }

  void signal(String signal) {
    signal(process.pid(), signal);
  }

  static void signal(long pid, String signal) {
    Commands.run("kill", "-s", signal, Long.toString(pid));
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "";
    }
  }

  String status() throws IOException {
    return Files.readString(statusFile);
  }

  /// Every process of the run: the program, the services in the order of the file, the nodes.
  List<Long> pids() throws IOException {
    return PID.matcher(status()).results().map(pid -> Long.valueOf(pid.group(1))).toList();
  }

  PostgresDatabase database() throws IOException {
    Matcher uri = POSTGRES_URI.matcher(status());
    uri.find();
    String[] parts = uri.group(1).split("[:@/]", -1);
    return new PostgresDatabase(parts[2], Integer.parseInt(parts[3]), parts[0], parts[1], parts[4]);
  }

  /// Ends it as Ctrl-C does, and waits.
  void interrupt() {
    signal("INT");
    awaitExit();
  }
}
