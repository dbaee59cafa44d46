package dev.starling.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// The process that a part was under an earlier JVM. After a `kill -9` of that JVM it still takes a
/// moment to end, and until then it has the port and the data.
record Leftover(Path pidFile) {

  private static final int SECONDS_MAX = 30;

  /// Returns once the earlier process is gone. Its lifeline ends it; should that have been lost, it
  /// is killed.
  void awaitEnd() {
    earlier().ifPresent(Leftover::awaitEnd);
  }

  /// Notes who the part is now.
  void replaceWith(ProcessHandle process) throws IOException {
    Files.writeString(pidFile, process.pid() + " " + started(process));
  }

  /// Process ids are used again, so the time of the start must be the same as well.
  private Optional<ProcessHandle> earlier() {
    try {
      String[] noted = Files.readString(pidFile).split(" ", 2);
      return ProcessHandle.of(Long.parseLong(noted[0]))
          .filter(process -> noted.length == 2 && started(process).equals(noted[1]));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      process.destroyForcibly();
      process.onExit().orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
    }
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
