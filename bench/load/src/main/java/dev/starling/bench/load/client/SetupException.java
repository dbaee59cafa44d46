package dev.starling.bench.load.client;

/// A run cannot begin, or cannot go on; its message says so to a person.
public final class SetupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SetupException(String sentence) {
    super(sentence);
  }

  public SetupException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /// Refuses what a person asked for.
  public static void unless(boolean holds, String otherwise) {
    if (!holds) {
      throw new SetupException(otherwise);
    }
  }
}
