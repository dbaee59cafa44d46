package dev.starling.devservices;

/// Why something did not start, in one sentence for the person who asked for it.
public final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1;

  CannotStart(String sentence) {
    super(sentence);
  }

  CannotStart(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
