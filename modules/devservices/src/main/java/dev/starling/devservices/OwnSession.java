package dev.starling.devservices;

import java.util.List;

/// What stands before a command to run it in a session of its own. Ctrl-C in a terminal reaches
/// every process of the session at once; the parts must hear it from us, in order.
final class OwnSession {

  static final List<String> PREFIX = prefix();

  private OwnSession() {}

  private static List<String> prefix() {
    if (Commands.isOnPath("setsid")) {
      return List.of("setsid");
    }
    if (Commands.isOnPath("perl")) { // macOS has no setsid.
      return List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV");
    }
    return List.of();
  }
}
