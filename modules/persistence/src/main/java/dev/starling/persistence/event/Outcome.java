package dev.starling.persistence.event;

/// What became of a [Write].
sealed interface Outcome permits Appended, ActionResult, Outcome.Failed {

  /// It was tried, and something went wrong.
  record Failed(Throwable cause) implements Outcome {}
}
