package dev.starling.bench.load.profile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// A JVM that works when it is told to, and ends with whoever started it.
public final class BusyProgram implements AutoCloseable {

  private static final long WORK_NANOS = 500_000_000;
  private static final int CHARS = 1_000;
  private static final int KEPT = 100;

  private final Process process;

  private BusyProgram(Process process) {
    this.process = process;
  }

  public static BusyProgram start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path").split(File.pathSeparator, -1)[0],
                BusyProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new BusyProgram(process);
  }

  /// Half a second of it.
  public void work() throws IOException {
    process.getOutputStream().write('.');
    process.getOutputStream().flush();
    if (process.getInputStream().read() < 0) {
      throw new IOException("it has ended");
    }
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] arguments) throws IOException {
    while (System.in.read() >= 0) {
      Deque<char[]> kept = new ArrayDeque<>();
      long end = System.nanoTime() + WORK_NANOS;
      while (System.nanoTime() - end < 0) {
        burnTimeAndMemory(kept);
      }
      System.out.print('.');
      System.out.flush();
    }
  }

  private static void burnTimeAndMemory(Deque<char[]> kept) {
    kept.add(new char[CHARS]);
    if (kept.size() > KEPT) {
      kept.remove();
    }
  }
}
