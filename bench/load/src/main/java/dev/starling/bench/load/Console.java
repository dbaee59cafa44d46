package dev.starling.bench.load;

import java.io.PrintStream;

/// Tells a person how it goes: on a terminal in one line that changes, else in a line now and then.
final class Console {

  private static final String CLEAR_LINE = "\r\033[K";
  private static final long QUIET_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final boolean isTerminal;
  private long lastNanos;
  private boolean open;

  /// @param isTerminal whether a line can be written over
  Console(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.lastNanos = System.nanoTime() - QUIET_NANOS;
  }

  /// What may be forgotten once there is something newer.
  synchronized void progress(String line) {
    long now = System.nanoTime();
    if (isTerminal) {
      out.print(CLEAR_LINE + line);
      out.flush();
      open = true;
    } else if (now - lastNanos >= QUIET_NANOS) {
      lastNanos = now;
      out.println(line);
    }
  }

  /// What stays.
  synchronized void say(String text) {
    out.println((open ? CLEAR_LINE : "") + text);
    open = false;
  }
}
