package dev.starling.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right to run on a [Home]. The operating system takes it back when this JVM ends, in whatever
/// way.
final class HomeLock implements AutoCloseable {

  private static final long FREE_BYTES_MIN = 1L << 30;

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Returns once nothing of an earlier run is left on it.
  static HomeLock take(Home home) {
    Path file = home.lock();
    try {
      requireSpace(home.directory(), Files.getFileStore(home.directory()).getUsableSpace());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new CannotStart(
            "Starling already runs on %s, as process %s: end that first."
                .formatted(home.directory(), Files.readString(file).strip()));
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
      home.pidFiles().forEach(pidFile -> new Leftover(pidFile).awaitEnd());
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new CannotStart("Cannot write to " + home.directory() + ": " + e.getMessage() + ".", e);
    }
  }

  /// PostgreSQL stops in the middle of a write when the disk is full; better not to begin.
  static void requireSpace(Path directory, long usableBytes) {
    if (usableBytes < FREE_BYTES_MIN) {
      throw new CannotStart(
          "Only %d MiB are free on the disk of %s, and Starling wants at least %d MiB."
              .formatted(usableBytes >> 20, directory, FREE_BYTES_MIN >> 20));
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // This JVM has it.
    }
  }
}
