package dev.starling.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Homes for one test run, below `target/services`. Each carries its JVM's process id in its name,
/// so that what a killed JVM left behind is found and deleted by the next one.
final class Throwaway {

  private Throwaway() {}

  static Home home() {
    Path folder = Home.create(Repository.root().resolve("target/services"));
    sweep(folder);
    try {
      return new Home(Files.createTempDirectory(folder, ProcessHandle.current().pid() + "-"));
    } catch (IOException e) {
      throw new CannotStart("Cannot create a folder in " + folder + ": " + e.getMessage() + ".", e);
    }
  }

  private static void sweep(Path folder) {
    try (Stream<Path> homes = Files.list(folder)) {
      List<Path> abandoned = homes.filter(home -> !isInUse(home)).toList();
      abandoned.forEach(Home::delete);
    } catch (IOException | CannotStart e) {
      // Somebody else is sweeping, or the servers of a killed JVM are still ending: next time.
      return;
    }
  }

  private static boolean isInUse(Path home) {
    String pid = home.getFileName().toString().split("-", 2)[0];
    return ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }
}
