package dev.starling.account;

/// How passwords are hashed: the cost of Argon2id, and how much of it a node pays at a time. A hash
/// of another cost still counts and is replaced at the next sign-in.
///
/// @param memoryKib memory one hash takes
/// @param iterations passes over it
/// @param lanes of the algorithm; more than one only helps with idle cores
/// @param parallelMax hashes at a time, each a thread and its memory
/// @param waitingMax sign-ins and registrations that may wait for one; one more is told to try
///   later
public record PasswordConfig(
    int memoryKib, int iterations, int lanes, int parallelMax, int waitingMax) {

  /// OWASP's second choice for Argon2id: 19 MiB, 2 passes, 1 lane.
  public static final PasswordConfig DEFAULTS = new PasswordConfig(19 * 1024, 2, 1, 2, 200);

  /// Less is an Argon2 that a graphics card makes millions of.
  private static final int MEMORY_KIB_MIN = 1024;

  public PasswordConfig {
    if (memoryKib < MEMORY_KIB_MIN) {
      throw bad("memoryKib", memoryKib, MEMORY_KIB_MIN);
    }
    if (iterations < 1) {
      throw bad("iterations", iterations, 1);
    }
    if (lanes < 1) {
      throw bad("lanes", lanes, 1);
    }
    if (parallelMax < 1) {
      throw bad("parallelMax", parallelMax, 1);
    }
    if (waitingMax < 0) {
      throw bad("waitingMax", waitingMax, 0);
    }
  }

  private static IllegalArgumentException bad(String name, int value, int least) {
    return new IllegalArgumentException(
        "passwords." + name + ": " + value + " (expected: at least " + least + ")");
  }
}
